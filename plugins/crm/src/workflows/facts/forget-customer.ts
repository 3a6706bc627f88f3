import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { crmOf } from "../crm-module";
import { FACTS_LOCK_S, factsLock } from "./refresh-facts";

/**
 * Deletes everything that is kept of a customer who is gone. It waits for a reading of their facts that is under way,
 * which would write them once more.
 */
export async function forgetCustomer(container: MedusaContainer, customer_id: string): Promise<void> {
  await container
    .resolve(Modules.LOCKING)
    .execute(factsLock(customer_id), () => crmOf(container).facts.forget(customer_id), {
      timeout: FACTS_LOCK_S,
    });
}
