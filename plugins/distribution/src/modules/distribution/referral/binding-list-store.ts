import type { EntityManager } from "typeorm";
import type { PageCursor } from "../database/page-cursor";

/** A binding as the merchant's list shows it. */
export interface ListedBinding {
  id: string;
  customer_id: string;
  distributor_id: string;
  distributor_name: string;
  origin: "consent" | "change";
  bound_at: Date;
  protected_until: Date;
  expires_at: Date | null;
  ended_at: Date | null;
  end_reason: string | null;
}

/** Which bindings to list; nulls leave a filter out. */
export interface BindingFilter {
  customer_id: string | null;
  distributor_id: string | null;
  limit: number;
  after: PageCursor | null;
}

/** Bindings of past and present, latest first. */
export function listBindings(
  manager: EntityManager,
  { customer_id, distributor_id, limit, after }: BindingFilter,
): Promise<ListedBinding[]> {
  const conditions = ["($1::timestamptz is null or (b.bound_at, b.id) < ($1, $2))"];
  const values: unknown[] = [after?.at ?? null, after?.id ?? null, limit];
  if (customer_id !== null) conditions.push(`b.customer_id = $${values.push(customer_id)}`);
  if (distributor_id !== null) conditions.push(`b.distributor_id = $${values.push(distributor_id)}`);
  return manager.query<ListedBinding[]>(
    `select b.id, b.customer_id, b.distributor_id, d.display_name as distributor_name, b.origin, b.bound_at,
       b.protected_until, b.expires_at, b.ended_at, b.end_reason
     from distribution.binding b join distribution.distributor d on d.id = b.distributor_id
     where ${conditions.join(" and ")} order by b.bound_at desc, b.id desc limit $3`,
    values,
  );
}
