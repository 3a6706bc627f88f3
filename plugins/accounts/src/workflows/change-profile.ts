import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { ProfileChange } from "../domain/profile";
import { accountsOf } from "./personal-data";

/** Changes a profile; a nickname is also what the merchant sees as the customer's name. */
export async function changeProfile(
  container: MedusaContainer,
  customer_id: string,
  change: ProfileChange,
  now: Date,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await accountsOf(container).profiles.write(customer_id, change, now);
  const { nickname } = change;
  if (nickname)
    await container.resolve(Modules.CUSTOMER).updateCustomers(customer_id, { first_name: nickname });
}
