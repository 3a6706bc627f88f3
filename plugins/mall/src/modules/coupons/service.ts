import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

interface Database {
  raw<Row>(sql: string, bindings: readonly unknown[]): Promise<{ rows: Row[] }>;
}

/** A coupon that a shopper has taken. */
export interface TakenCoupon {
  code: string;
  taken_at: Date;
}

/** Keeps which coupons shoppers took: each code once a person, also when it is taken many times at once. */
export class CouponsService {
  readonly #database: Database;

  constructor(container: Record<string, unknown>) {
    this.#database = container[ContainerRegistrationKeys.PG_CONNECTION] as Database;
  }

  /** Takes a coupon; the same again changes nothing. */
  async take(customer_id: string, code: string, now: Date): Promise<void> {
    await this.#database.raw(
      `insert into "mall_coupon" ("customer_id", "code", "taken_at") values (?, ?, ?) on conflict do nothing`,
      [customer_id, code, now],
    );
  }

  /** What a shopper took, the latest first. */
  async takenBy(customer_id: string): Promise<TakenCoupon[]> {
    const { rows } = await this.#database.raw<TakenCoupon>(
      `select "code", "taken_at" from "mall_coupon" where "customer_id" = ? order by "taken_at" desc, "code"`,
      [customer_id],
    );
    return rows;
  }

  /** Forgets what a customer who leaves took. */
  async forget(customer_id: string): Promise<void> {
    await this.#database.raw(`delete from "mall_coupon" where "customer_id" = ?`, [customer_id]);
  }
}
