import { randomBytes, scrypt } from "node:crypto";
import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";

/** What Medusa's e-mail and password provider compares passwords with. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const KEY_BYTES = 64;

/** Works as long as comparing a password takes when no account has an address, so that its absence does not show. */
export async function compareWithNothing(
  container: MedusaContainer,
  { provider, email, password }: { provider: string; email: string; password: string },
): Promise<void> {
  const [identity] = await container
    .resolve(Modules.AUTH)
    .listProviderIdentities({ entity_id: email, provider }, { take: 1, select: ["id"] });
  if (identity) return;
  await new Promise<void>((resolve, reject) => {
    scrypt(password, randomBytes(32), KEY_BYTES, COST, (error) => (error ? reject(error) : resolve()));
  });
}
