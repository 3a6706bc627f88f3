import { Auditor } from "./auditor";
import type { Day, PayoutWish } from "./happenings";
import { Shop } from "./shop";
import { Workload } from "./workload";

/** What a simulation went through. */
export interface Simulated {
  days: number;
  orders: number;
  accruals: number;
  payouts: number;
}

/** Thrown at the first difference between the shop's books and the auditor's. */
export class Difference extends Error {}

function compare(where: string, what: string, shop: unknown, auditor: unknown): void {
  const text = (value: unknown) =>
    JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part));
  if (text(shop) !== text(auditor)) {
    throw new Difference(`${where}: ${what}: the shop has ${text(shop)}, the auditor ${text(auditor)}`);
  }
}

/**
 * Lives through a seed's months of shop life with several clients at once and keeps the books a second time. Balances
 * are compared every day, every accrual and payout at the end.
 * @throws Difference naming the first thing that the two sides see differently
 */
export async function simulate(seed: number, orders: number): Promise<Simulated> {
  const shop = await Shop.open();
  const auditor = new Auditor();
  try {
    let days = 0;
    for (const day of new Workload(seed, orders).days()) {
      await live(shop, auditor, day);
      days++;
    }
    await compareBooks(shop, auditor);
    return { days, orders, accruals: auditor.accruals().length, payouts: auditor.payouts().length };
  } finally {
    await shop.close();
  }
}

async function live(shop: Shop, auditor: Auditor, day: Day): Promise<void> {
  const where = `day ${day.number}`;
  await morning(shop, auditor, day, where);
  for (const order of day.orders) auditor.order(order);
  await shop.atOnce(day.orders, (client, order) => shop.place(client, order, day.at));
  await afternoon(shop, auditor, day);
  await compareBalances(shop, auditor, where);
  await evening(shop, auditor, day, where);
  await compareBalances(shop, auditor, `${where}, after payouts`);
}

/** The plan changes, people join and agree to inviters; who agrees to whom is decided one after the other. */
async function morning(
  shop: Shop,
  auditor: Auditor,
  { plan, joining, binding, at, number }: Day,
  where: string,
) {
  if (plan) {
    if (number === 0) await shop.allowTwoTiers(at);
    await shop.publish(plan, at);
    auditor.plan(plan);
  }
  for (const customer of joining) auditor.join(customer);
  await shop.atOnce(joining, (client, customer) => shop.join(client, customer, at));
  for (const bind of binding) {
    const expected = auditor.bind(bind, at);
    compare(
      where,
      `${bind.customer} agrees to ${bind.inviter}`,
      await shop.bind(shop.ledger.service, bind, at),
      expected,
    );
  }
}

/** Money, goods and maturation in any order at once; then what came too late for the day's maturation matures too. */
async function afternoon(shop: Shop, auditor: Auditor, day: Day): Promise<void> {
  for (const order of day.cases_opened) shop.setCase(order, true);
  for (const order of day.cases_closed) shop.setCase(order, false);
  for (const order of day.cases_opened) auditor.openCase(order, true);
  for (const order of day.cases_closed) auditor.openCase(order, false);
  for (const told of day.money.flat()) auditor.money(told, day.at);
  auditor.mature(day.at);
  const work: (Day["money"][number] | "mature")[] = ["mature", ...day.money, "mature"];
  await shop.atOnce(work, (client, piece) =>
    piece === "mature" ? shop.mature(client, day.at) : shop.tell(client, piece, day.at),
  );
  await shop.mature(shop.ledger.service, day.at);
}

/** People ask for their money, some under several keys at once, and each payout comes to its ending. */
async function evening(shop: Shop, auditor: Auditor, { payouts, at }: Day, where: string): Promise<void> {
  const left = auditor.payouts().filter(({ state }) => state === "transferring");
  await shop.atOnce(left, (client, { id }) => shop.end(client, id, "confirmed", at));
  for (const { id } of left) auditor.end(id, "confirmed");
  await shop.atOnce(payouts, async (client, wish) => payOne(shop, auditor, { client, wish, at, where }));
}

async function payOne(
  shop: Shop,
  auditor: Auditor,
  {
    client,
    wish,
    at,
    where,
  }: { client: Shop["ledger"]["service"]; wish: PayoutWish; at: Date; where: string },
): Promise<void> {
  const { customer, keys, percent, ending } = wish;
  const amount = (auditor.available(customer) * BigInt(percent)) / 100n;
  if (amount === 0n) return;
  const expected = auditor.mayRequest(customer, amount);
  const results = await Promise.all(keys.map((key) => shop.request(client, customer, amount, key, at)));
  const made = results.flatMap((result) => (result.kind === "refused" ? [] : [result.payout]));
  compare(where, `payouts of ${customer} over ${amount}`, made.length, expected ? 1 : 0);
  const [payout] = made;
  if (!payout) return;
  auditor.request(payout.id, customer, amount);
  if (ending === "rejected") {
    await shop.end(client, payout.id, "rejected", at);
    return auditor.end(payout.id, "rejected");
  }
  const withheld = await shop.approve(client, payout.id, at);
  compare(where, `tax of ${customer} on ${amount}`, withheld, auditor.approve(payout.id, at));
  if (ending === "left_open") return;
  await shop.end(client, payout.id, ending, at);
  auditor.end(payout.id, ending);
}

async function compareBalances(shop: Shop, auditor: Auditor, where: string): Promise<void> {
  const customerOf = shop.customerOf();
  const numbers = [...customerOf.keys()].map(BigInt);
  const earnings = await shop.ledger.service.earnings(numbers);
  const expected = auditor.allBalances();
  for (const [number, customer] of customerOf) {
    const { pending_fen, available_fen, hold_fen, debt_fen, earned_fen } = earnings.get(BigInt(number)) ?? {};
    const kept = { pending_fen, available_fen, hold_fen, debt_fen, earned_fen };
    compare(where, `accounts of ${customer}`, kept, expected.get(customer));
  }
}

interface StoredAccrual {
  key: string;
  distributor_no: string;
  amount_fen: string;
  clawed_fen: string;
  state: "pending" | "available";
}

/** Every accrual and payout, and the database's own views of what must never differ. */
async function compareBooks(shop: Shop, auditor: Auditor): Promise<void> {
  const read = <T>(sql: string) => shop.ledger.asOwner.query<T[]>(sql);
  const customerOf = shop.customerOf();
  const stored = await read<StoredAccrual>(
    `select order_line_id || '/' || tier as key, distributor_no, amount_fen, clawed_fen, state
     from distribution.accrual`,
  );
  const accruals = new Map(stored.map((row) => [row.key, row]));
  for (const { key, owner, ...expected } of auditor.accruals()) {
    const row = accruals.get(key);
    accruals.delete(key);
    const kept = row && {
      amount_fen: row.amount_fen,
      clawed_fen: row.clawed_fen,
      state: row.state,
      owner: customerOf.get(row.distributor_no),
    };
    compare("the end", `accrual ${key}`, kept, { ...expected, owner });
  }
  compare("the end", "accruals of nothing", [...accruals.keys()].slice(0, 1), []);
  const payouts = new Map(
    (
      await read<{ id: string; state: string; withheld_fen: string | null }>(
        `select id, state, withheld_fen from distribution.payout`,
      )
    ).map(({ id, ...row }) => [id, row]),
  );
  for (const { id, state, withheld_fen } of auditor.payouts()) {
    compare("the end", `payout ${id}`, payouts.get(id), { state, withheld_fen });
  }
  compare("the end", "payouts", payouts.size, auditor.payouts().length);
  for (const view of ["drift", "payout_mismatch"]) {
    compare("the end", view, await read(`select * from distribution.${view} limit 1`), []);
  }
}
