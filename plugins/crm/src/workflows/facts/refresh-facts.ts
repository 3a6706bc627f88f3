import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { birthdayMonthOf, orderFacts } from "../../domain/customer-fact";
import type { SOURCES } from "../../domain/segment";
import { crmOf } from "../crm-module";
import { askPorts } from "./ports";
import { readCategories, readOrders } from "./read-orders";

interface ReadCustomer {
  id: string;
  created_at: string | Date;
  has_account: boolean;
  phone: string | null;
  metadata: Record<string, unknown> | null;
}

/** Under which a customer's facts are read and written, or deleted. */
export const factsLock = (customer_id: string): string => `crm-facts:${customer_id}`;

/** Longer than a customer's facts take to be read and written. */
export const FACTS_LOCK_S = 30;

/**
 * Makes the facts of these customers anew. Whoever is gone is left out: closing an account deletes what is kept.
 * A customer is read and written under a lock, so that an older reading never overwrites a newer one.
 */
export async function refreshFacts(
  container: MedusaContainer,
  customer_ids: readonly string[],
  now: Date,
): Promise<void> {
  const locking = container.resolve(Modules.LOCKING);
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  for (const id of new Set(customer_ids)) {
    try {
      await locking.execute(factsLock(id), () => refreshCustomer(container, id, now), {
        timeout: FACTS_LOCK_S,
      });
    } catch (error) {
      // One customer whose orders cannot be read must not keep the others' facts old.
      logger.error(`crm could not refresh the facts of ${id}`, error as Error);
    }
  }
}

async function refreshCustomer(container: MedusaContainer, customer_id: string, now: Date): Promise<void> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "customer",
    fields: ["id", "created_at", "has_account", "phone", "metadata"],
    filters: { id: customer_id },
  });
  const [customer] = data as unknown as ReadCustomer[];
  if (!customer) {
    return;
  }
  const [orders, known] = await Promise.all([
    readOrders(container, [customer_id]),
    askPorts(container, customer_id, now),
  ]);
  const own = orders.get(customer_id) ?? [];
  const bought = own.filter(({ paid_fen }) => paid_fen > 0n).flatMap(({ product_ids }) => product_ids);
  const { is_in_wechat, ...elsewhere } = known;
  await crmOf(container).facts.save(
    {
      customer_id,
      registered_at: new Date(customer.created_at),
      ...orderFacts(own, await readCategories(container, [...new Set(bought)])),
      ...elsewhere,
      source: sourceOf(customer, is_in_wechat),
      birthday_month: birthdayMonthOf(customer.metadata?.birthday),
    },
    now,
  );
}

function sourceOf({ has_account, phone }: ReadCustomer, is_in_wechat: boolean): (typeof SOURCES)[number] {
  if (is_in_wechat) {
    return "wechat";
  }
  if (!has_account) {
    return "merchant";
  }
  return phone ? "phone" : "email";
}
