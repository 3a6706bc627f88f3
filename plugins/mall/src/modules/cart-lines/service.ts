import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { CART_LIMITS, fittingLines, type KeptLine } from "../../domain/cart/cart-line";

interface Queries {
  raw<Row = Record<string, unknown>>(
    sql: string,
    bindings: readonly unknown[],
  ): Promise<{ rows: Row[]; rowCount: number }>;
}

interface Database extends Queries {
  transaction<Answer>(work: (queries: Queries) => Promise<Answer>): Promise<Answer>;
}

/** What came of putting lines into a cart. */
export type Merged =
  /** The same request was done before: nothing changed. */
  | { kind: "repeated" }
  /** There was no room for any of them: nothing changed. */
  | { kind: "full" }
  | { kind: "merged"; left_out: string[] };

/** So long a repeated request is known to be one. */
const KEY_DAYS = 30;

const LINE = `"variant_id", "product_id", "title", "variant_title", "thumbnail", "quantity", "is_selected"`;

/** Pieces join those of the same variant, never beyond what a line holds; a line that is added to is wanted again. */
const JOINED = `on conflict ("customer_id", "variant_id") do update set
  "quantity" = least(${CART_LIMITS.pieces}, "mall_cart_line"."quantity" + excluded."quantity"),
  "is_selected" = "mall_cart_line"."is_selected" or excluded."is_selected", "added_at" = excluded."added_at",
  "title" = excluded."title", "variant_title" = excluded."variant_title", "thumbnail" = excluded."thumbnail"`;

/**
 * Keeps customers' carts. Every change is one guarded statement of its own line; what adds lines waits for its turn at
 * the customer's cart, so that many phones at once lose nothing, double nothing and never pass the limits.
 */
export class CartLinesService {
  readonly #database: Database;

  constructor(container: Record<string, unknown>) {
    this.#database = container[ContainerRegistrationKeys.PG_CONNECTION] as Database;
  }

  /** Puts pieces into a cart, once for each key. */
  async merge(
    customer_id: string,
    idempotency_key: string,
    lines: readonly KeptLine[],
    now: Date,
  ): Promise<Merged> {
    return this.#database
      .transaction<Merged>(async (queries) => {
        const present = await lockedVariants(queries, customer_id);
        if (!(await takeKey(queries, customer_id, idempotency_key, now))) return { kind: "repeated" };
        const fitting = fittingLines(present, lines);
        // The key is given back with everything else: after making room the same request may be sent again.
        if (fitting.length === 0) throw new CartFull();
        await putIn(queries, customer_id, fitting, now);
        const left_out = lines.filter((line) => !fitting.includes(line)).map(({ variant_id }) => variant_id);
        return { kind: "merged", left_out };
      })
      .catch((error: unknown) => {
        if (error instanceof CartFull) return { kind: "full" };
        throw error;
      });
  }

  /** Says how many pieces a line has. @returns false where the cart has no such line */
  async setQuantity(customer_id: string, variant_id: string, quantity: number): Promise<boolean> {
    const { rowCount } = await this.#database.raw(
      `update "mall_cart_line" set "quantity" = ? where "customer_id" = ? and "variant_id" = ?`,
      [quantity, customer_id, variant_id],
    );
    return rowCount > 0;
  }

  /** Selects lines or not; without ids all of them. */
  async select(
    customer_id: string,
    variant_ids: readonly string[] | undefined,
    is_selected: boolean,
  ): Promise<void> {
    await this.#database.raw(
      `update "mall_cart_line" set "is_selected" = ? where "customer_id" = ? and (?::text[] is null or "variant_id" = any(?::text[]))`,
      [is_selected, customer_id, variant_ids ?? null, variant_ids ?? null],
    );
  }

  /** Takes lines out; those that are out already stay out. */
  async remove(customer_id: string, variant_ids: readonly string[]): Promise<void> {
    await this.#database.raw(
      `delete from "mall_cart_line" where "customer_id" = ? and "variant_id" = any(?::text[])`,
      [customer_id, variant_ids],
    );
  }

  /** A customer's cart, what was added last first. */
  async ofCustomer(customer_id: string): Promise<KeptLine[]> {
    const { rows } = await this.#database.raw<KeptLine>(
      `select ${LINE} from "mall_cart_line" where "customer_id" = ? order by "added_at" desc, "variant_id"`,
      [customer_id],
    );
    return rows;
  }

  /** Hands a customer's cart over to another account of theirs, as far as there is room. */
  async handOver(customer_id: string, into_customer_id: string): Promise<void> {
    await this.#database.transaction(async (queries) => {
      // Always in the same order, or two at once would wait for each other.
      for (const id of [customer_id, into_customer_id].sort()) await lockCart(queries, id);
      const { rows } = await queries.raw<KeptLine & { added_at: Date }>(
        `delete from "mall_cart_line" where "customer_id" = ? returning ${LINE}, "added_at"`,
        [customer_id],
      );
      const lines = rows.sort((one, other) => other.added_at.getTime() - one.added_at.getTime());
      const present = await lockedVariants(queries, into_customer_id);
      for (const { added_at, ...line } of fittingLines(present, lines))
        await putIn(queries, into_customer_id, [line], added_at);
    });
  }

  /** Forgets the cart of a customer who leaves. */
  async forget(customer_id: string): Promise<void> {
    await this.#database.raw(`delete from "mall_cart_line" where "customer_id" = ?`, [customer_id]);
    await this.#database.raw(`delete from "mall_cart_merge" where "customer_id" = ?`, [customer_id]);
  }
}

class CartFull extends Error {}

async function lockCart(queries: Queries, customer_id: string): Promise<void> {
  await queries.raw("select pg_advisory_xact_lock(hashtextextended(?, 0))", [`mall_cart:${customer_id}`]);
}

/** Waits for its turn at a customer's cart. @returns the variants in it */
async function lockedVariants(queries: Queries, customer_id: string): Promise<string[]> {
  await lockCart(queries, customer_id);
  const { rows } = await queries.raw<{ variant_id: string }>(
    `select "variant_id" from "mall_cart_line" where "customer_id" = ?`,
    [customer_id],
  );
  return rows.map(({ variant_id }) => variant_id);
}

/** @returns false when the key was taken before */
async function takeKey(queries: Queries, customer_id: string, key: string, now: Date): Promise<boolean> {
  const { rowCount } = await queries.raw(
    `insert into "mall_cart_merge" ("customer_id", "idempotency_key", "merged_at") values (?, ?, ?) on conflict do nothing`,
    [customer_id, key, now],
  );
  await queries.raw(
    `delete from "mall_cart_merge" where "customer_id" = ? and "merged_at" < ?::timestamptz - interval '${KEY_DAYS} days'`,
    [customer_id, now],
  );
  return rowCount > 0;
}

async function putIn(
  queries: Queries,
  customer_id: string,
  lines: readonly KeptLine[],
  now: Date,
): Promise<void> {
  await queries.raw(
    `insert into "mall_cart_line" ("customer_id", ${LINE}, "added_at")
     select ?, ${LINE}, ?::timestamptz from jsonb_to_recordset(?::jsonb) as line("variant_id" text, "product_id" text,
       "title" text, "variant_title" text, "thumbnail" text, "quantity" smallint, "is_selected" boolean) ${JOINED}`,
    [customer_id, now, JSON.stringify(lines)],
  );
}
