import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { RefusedError } from "../domain/refusal";

/** A customer as lists name them. */
export interface NamedCustomer {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

interface ReadCustomer {
  id: string;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  phone: string | null;
  metadata: { wechat?: { nickname?: unknown } } | null;
}

/** The names of customers, by id. Customers of WeChat are called as they call themselves there. */
export async function nameCustomers(
  container: MedusaContainer,
  customer_ids: readonly string[],
): Promise<Map<string, NamedCustomer>> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "customer",
    fields: ["id", "first_name", "last_name", "email", "phone", "metadata"],
    filters: { id: [...customer_ids] },
  });
  return new Map((data as unknown as ReadCustomer[]).map((customer) => [customer.id, named(customer)]));
}

function named({ id, first_name, last_name, email, phone, metadata }: ReadCustomer): NamedCustomer {
  const nickname = metadata?.wechat?.nickname;
  const name = `${last_name ?? ""}${first_name ?? ""}`.trim();
  return { id, name: name || (typeof nickname === "string" ? nickname : "") || email || id, email, phone };
}

/** @throws RefusedError `customer_unknown` with the place of the first who is not there */
export async function requireCustomers(
  container: MedusaContainer,
  customer_ids: readonly string[],
  field?: string,
): Promise<void> {
  if (customer_ids.length === 0) {
    return;
  }
  const known = await nameCustomers(container, customer_ids);
  const missing = customer_ids.findIndex((id) => !known.has(id));
  if (missing >= 0) {
    throw new RefusedError("customer_unknown", field && `${field}.${missing}`);
  }
}
