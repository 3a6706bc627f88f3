import type { MedusaContainer } from "@medusajs/framework/types";
import { distributionService } from "../workflows/distribution-service";

/** How many end in one transaction, which holds up other edits of the referral graph. */
const BATCH = 200;

/** Ends bindings whose time is over. They earn nothing from that second on; this only tidies up behind it. */
export default async function expireBindings(container: MedusaContainer): Promise<void> {
  const { bindings } = distributionService(container).referrals;
  const now = new Date();
  while ((await bindings.expire({ now, limit: BATCH })) === BATCH);
}

export const config = {
  name: "distribution-expire-bindings",
  schedule: "17 * * * *",
};
