import type { MedusaContainer } from "@medusajs/framework/types";
import { RefusedError } from "../domain/refusal";
import { crmOf } from "./crm-module";
import { refreshFacts } from "./facts/refresh-facts";
import { nameUsers } from "./users";

const MOST_TASKS = 50;

/**
 * Everything the merchant keeps of a customer, with the names of those who wrote it.
 * @throws RefusedError `customer_unknown`
 */
export async function customerPage(container: MedusaContainer, customer_id: string) {
  const crm = crmOf(container);
  // Somebody who came a moment ago may not have been counted yet.
  if (!(await crm.facts.find(customer_id))) {
    await refreshFacts(container, [customer_id], new Date());
  }
  const facts = await crm.facts.find(customer_id);
  if (!facts) {
    throw new RefusedError("customer_unknown");
  }
  const [tags, care, notes, tasks] = await Promise.all([
    crm.tags.ofCustomer(customer_id),
    crm.care.find(customer_id),
    crm.care.notes(customer_id),
    crm.care.tasks({ customer_id, limit: MOST_TASKS, offset: 0 }),
  ]);
  const users = await nameUsers(container, [
    care.owner_id,
    ...notes.map(({ author_id }) => author_id),
    ...tasks.map(({ assignee_id }) => assignee_id),
  ]);
  return { facts, tags, care, notes, tasks, users };
}
