import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { crmOf } from "../crm-module";
import { nameCustomers } from "../customers";
import { forgetCustomer } from "./forget-customer";
import { refreshFacts } from "./refresh-facts";

/** So many customers are walked through in one run. */
const WALKED = 300;
/** Orders and payments changed since the last run are looked at, and a little before: clocks differ. */
const OVERLAP_MS = 60_000;
const MOST_CHANGED = 500;

/**
 * Makes up for lost events: looks at what has changed since the last run, and walks through all customers in turn, those
 * included who are gone.
 */
export async function reconcileFacts(container: MedusaContainer, now: Date): Promise<void> {
  const { facts } = crmOf(container);
  const since = new Date(Date.parse(await facts.seenUntil()) - OVERLAP_MS);
  await refreshFacts(container, await customersOfChanged(container, since), now);
  await facts.seeUntil(now, now);
  const begin = await facts.walkedTo();
  const walked = await customersBehind(container, begin);
  const end = walked.length < WALKED ? null : (walked.at(-1) ?? null);
  const unseen = (await facts.keptBetween(begin, end)).filter((id) => !walked.includes(id));
  for (const id of await goneOf(container, unseen)) {
    await forgetCustomer(container, id);
  }
  await refreshFacts(container, walked, now);
  // Behind the last customer the walk begins anew.
  await facts.walkTo(end ?? "", now);
}

async function customersOfChanged(container: MedusaContainer, since: Date): Promise<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const changed = { updated_at: { $gte: since } };
  const pagination = { take: MOST_CHANGED, order: { updated_at: "DESC" } };
  const [orders, payments] = await Promise.all([
    query.graph({ entity: "order", fields: ["customer_id"], filters: changed, pagination }),
    query.graph({
      entity: "payment",
      fields: ["payment_collection.order.customer_id"],
      filters: changed,
      pagination,
    }),
  ]);
  const ids = [
    ...(orders.data as unknown as { customer_id: string | null }[]).map(({ customer_id }) => customer_id),
    ...(
      payments.data as unknown as { payment_collection?: { order?: { customer_id: string | null } } }[]
    ).map((payment) => payment.payment_collection?.order?.customer_id),
  ];
  return ids.filter((id): id is string => Boolean(id));
}

/** Those of these who are no customers any more; somebody who came after the walk had looked is one. */
async function goneOf(container: MedusaContainer, customer_ids: readonly string[]): Promise<string[]> {
  if (customer_ids.length === 0) {
    return [];
  }
  const existing = await nameCustomers(container, customer_ids);
  return customer_ids.filter((id) => !existing.has(id));
}

async function customersBehind(container: MedusaContainer, id: string): Promise<string[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "customer",
    fields: ["id"],
    filters: { id: { $gt: id } },
    pagination: { take: WALKED, order: { id: "ASC" } },
  });
  return data.map((customer) => customer.id);
}
