import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { SharedCredentials } from "../client/shared-credentials.js";

/** A server waits this long for another one that is fetching the credential. */
const LOCK_WAIT_SECONDS = 15;

/** The account's credentials in the cache that all servers share, fetched by one of them at a time. */
export function sharedCredentials(container: Pick<MedusaContainer, "resolve">): SharedCredentials {
  const locking = container.resolve(Modules.LOCKING);
  return {
    cache: container.resolve(Modules.CACHE),
    exclusively: (key, job) => locking.execute(key, job, { timeout: LOCK_WAIT_SECONDS }),
  };
}
