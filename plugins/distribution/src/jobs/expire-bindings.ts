import type { MedusaContainer } from "@medusajs/framework/types";
import { expireBindingsWorkflow } from "../workflows/referral/expire-bindings";

/** Ends bindings whose time is over. They earn nothing from that second on; this only tidies up behind it. */
export default async function expireBindings(container: MedusaContainer): Promise<void> {
  await expireBindingsWorkflow(container).run({ input: {} });
}

export const config = {
  name: "distribution-expire-bindings",
  schedule: "17 * * * *",
};
