import fc from "fast-check";
import type { PoolClient } from "pg";
import { DAY_MS, DEFAULT_RFM } from "../src/domain/rfm";
import { readSegment, type Segment, SOURCES } from "../src/domain/segment";
import { isInSegment, type SegmentContext, type SegmentCustomer } from "../src/domain/segment-match";
import { segmentSql } from "../src/modules/crm/storage/segment-sql";

const NOW = new Date("2026-11-30T00:00:00.000Z");
const CONTEXT: SegmentContext = { now: NOW, thresholds: DEFAULT_RFM };

/** Few values, and those where conditions change their answer, so that customers and conditions meet. */
const DAYS = [1, 7, 30, 90, 180, 365];
const momentArb = fc
  .tuple(fc.constantFrom(...DAYS), fc.constantFrom(-1, 0, 1))
  .map(([days, shift]) => new Date(NOW.getTime() - days * DAY_MS + shift));
const maybe = <Value>(arb: fc.Arbitrary<Value>) => fc.option(arb, { nil: null });
const subset = (values: string[]) => fc.subarray(values);
const PRODUCTS = ["prod_1", "prod_2", "prod_3"];
const CATEGORIES = ["pcat_1", "pcat_2"];
export const TAGS = ["ctag_1", "ctag_2"];
const FEN = ["0", "1", "9999", "10000", "30000", "100000"];

export const customerArb: fc.Arbitrary<SegmentCustomer> = fc.record({
  registered_at: momentArb,
  first_order_at: maybe(momentArb),
  last_order_at: maybe(momentArb),
  last_visit_at: maybe(momentArb),
  order_count: fc.constantFrom(0, 1, 2, 3, 6, 7),
  refund_count: fc.constantFrom(0, 1, 2),
  net_fen: fc.constantFrom(...FEN.map(BigInt)),
  product_ids: subset(PRODUCTS),
  category_ids: subset(CATEGORIES),
  tag_ids: subset(TAGS),
  source: fc.constantFrom(...SOURCES),
  is_distributor: fc.boolean(),
  inviter_id: maybe(fc.constantFrom("dist_1", "dist_2")),
  follows: maybe(fc.boolean()),
  birthday_month: maybe(fc.integer({ min: 1, max: 12 })),
});

const op = fc.constantFrom("within", "over");
const bound = fc.constantFrom("at_least", "at_most");
const some = (values: string[]) => fc.subarray(values, { minLength: 1 });
const bins = fc.subarray([0, 1, 2, 3], { minLength: 1 });
const conditionArb = fc.oneof(
  fc.record({
    field: fc.constantFrom("last_order", "first_order", "registered", "last_visit"),
    op,
    days: fc.constantFrom(...DAYS),
  }),
  fc.record({
    field: fc.constantFrom("orders", "refunds"),
    op: bound,
    value: fc.integer({ min: 0, max: 8 }),
  }),
  fc.record({ field: fc.constant("net_fen"), op: bound, value: fc.constantFrom(...FEN) }),
  fc.record({ field: fc.constant("bought_product"), ids: some(PRODUCTS) }),
  fc.record({ field: fc.constant("bought_category"), ids: some(CATEGORIES) }),
  fc.record({ field: fc.constant("tag"), ids: some(TAGS) }),
  fc.record({ field: fc.constant("source"), values: some([...SOURCES]) }),
  fc.record({ field: fc.constantFrom("is_distributor", "has_inviter", "follows"), value: fc.boolean() }),
  fc.record({ field: fc.constant("inviter"), ids: some(["dist_1", "dist_2"]) }),
  fc.record({
    field: fc.constant("birthday_month"),
    months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ field: fc.constant("rfm"), r: bins, f: bins }),
  fc.record({ field: fc.constant("rfm"), m: bins }),
);

/** Segments as they come over the wire. */
export const segmentArb = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    conditionArb,
    fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie("tree").map((not) => ({ not })),
  ),
})).tree;

/** The tables of the facts once more, in a schema of their own that only this connection sees. */
export async function openFacts(client: PoolClient): Promise<void> {
  await client.query(`create schema "law"`);
  for (const table of ["crm_customer_fact", "crm_customer_tag"]) {
    await client.query(`create table "law"."${table}" (like public."${table}" including all)`);
  }
  await client.query(`set search_path to "law"`);
}

export async function storeCustomers(
  client: PoolClient,
  customers: readonly SegmentCustomer[],
): Promise<void> {
  for (const [index, { tag_ids, is_distributor, net_fen, ...fact }] of customers.entries()) {
    const customer_id = `cus_${index}`;
    const row: Record<string, unknown> = {
      ...fact,
      customer_id,
      paid_fen: String(net_fen + 5n),
      refunded_fen: "5",
      distributor_id: is_distributor ? "dist_9" : null,
      computed_at: NOW,
    };
    const names = Object.keys(row);
    await client.query(
      `insert into "crm_customer_fact" (${names}) values (${names.map((_name, at) => `$${at + 1}`)})`,
      Object.values(row),
    );
    await client.query(
      `insert into "crm_customer_tag" select $1, id, 'hand', 'me', now() from unnest($2::text[]) as id`,
      [customer_id, tag_ids],
    );
  }
}

/** Who is in a segment by the database, and by the pure rule. */
export async function bothAnswers(
  client: PoolClient,
  customers: readonly SegmentCustomer[],
  input: unknown,
): Promise<{ database: string[]; rule: string[] }> {
  const segment = segmentOf(input);
  const { sql, bindings } = segmentSql(segment, CONTEXT);
  let place = 0;
  const { rows } = await client.query<{ customer_id: string }>(
    `select f."customer_id" from "crm_customer_fact" f where ${sql.replaceAll("?", () => `$${++place}`)}`,
    [...bindings],
  );
  const rule = customers.flatMap((customer, index) =>
    isInSegment(segment, customer, CONTEXT) ? [`cus_${index}`] : [],
  );
  return { database: rows.map(({ customer_id }) => customer_id).toSorted(), rule: rule.toSorted() };
}

function segmentOf(input: unknown): Segment {
  const read = readSegment(input);
  if (read.kind === "refused") {
    throw new Error(`a generated segment was refused at ${read.field}: ${JSON.stringify(input)}`);
  }
  return read.segment;
}
