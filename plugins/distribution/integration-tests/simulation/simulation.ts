import { Auditor } from "./auditor";
import type { Lived } from "./auditor-lived";
import { compare, compareBalances, compareBooks, compareGrades } from "./comparing";
import type { Day, PayoutWish } from "./happenings";
import { Shop } from "./shop";
import { Workload } from "./workload";

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** What a simulation went through. */
export interface Simulated {
  days: number;
  orders: number;
  accruals: number;
  payouts: number;
  /** What of the rules it touched, and how often. */
  lived: Lived;
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
    const [accruals, payouts] = [auditor.accruals().length, auditor.payouts().length];
    return { days, orders, accruals, payouts, lived: auditor.lived() };
  } finally {
    await shop.close();
  }
}

async function live(shop: Shop, auditor: Auditor, day: Day): Promise<void> {
  const where = `day ${day.number}`;
  await closeBooks(shop, auditor, day);
  await morning(shop, auditor, day, where);
  for (const order of day.orders) auditor.order(order, day.at);
  await shop.atOnce(day.orders, (client, order) => shop.place(client, order, day.at));
  for (const addition of day.additions) auditor.add(addition);
  await shop.atOnce(day.additions, (client, addition) => shop.add(client, addition));
  await afternoon(shop, auditor, day);
  await compareBalances(shop, auditor, where);
  await evening(shop, auditor, day, where);
  await compareBalances(shop, auditor, `${where}, after payouts`);
}

/** When a month has ended it is closed, before anything happens in the next one. */
async function closeBooks(shop: Shop, auditor: Auditor, { number, at }: Day): Promise<void> {
  await shop.begin(at);
  const month = monthOf(new Date(at.getTime() - DAY_MS));
  if (number === 0 || month === monthOf(at)) return;
  await shop.closeMonths(month, at);
  auditor.closeMonth(month);
}

/** The Shanghai month of a moment. */
function monthOf(moment: Date): string {
  return new Date(moment.getTime() + SHANGHAI_MS).toISOString().slice(0, 7);
}

/** The plan changes, people join and decide about each other, one after the other. */
async function morning(shop: Shop, auditor: Auditor, day: Day, where: string) {
  const { plan, joining, tax, at, number } = day;
  if (tax) {
    auditor.taxBy(tax);
    await shop.taxBy(tax);
  }
  if (plan) {
    if (number === 0) await shop.acknowledge(at);
    await shop.publish(plan, at);
    auditor.plan(plan);
  }
  for (const customer of joining) auditor.join(customer);
  await shop.atOnce(joining, (client, customer) => shop.join(client, customer, at));
  await decideGrades(shop, auditor, day, where);
  await decideInviters(shop, auditor, day, where);
  for (const act of day.risk) {
    auditor.risk(act);
    await shop.risk(act, at);
  }
  for (const change of day.standing) {
    const expected = auditor.stand(change);
    compare(where, `${change.act} of ${change.customer}`, await shop.stand(change, at), expected);
  }
}

async function decideGrades(shop: Shop, auditor: Auditor, day: Day, where: string): Promise<void> {
  for (const grade of day.grades_by_hand) {
    const expected = auditor.giveGrade(grade);
    compare(where, `grade of ${grade.customer}`, await shop.giveGrade(grade, day.at), expected);
  }
  if (!day.appraises) return;
  auditor.appraise(day.at);
  await shop.appraise(day.at);
  await compareGrades(shop, auditor, where);
}

async function decideInviters(shop: Shop, auditor: Auditor, day: Day, where: string): Promise<void> {
  const { binding, rebinding, tidies, at } = day;
  for (const bind of binding) {
    const expected = auditor.bind(bind, at);
    const found = await shop.bind(shop.ledger.service, bind, at);
    compare(where, `${bind.customer} agrees to ${bind.inviter}`, found, expected);
  }
  for (const change of rebinding) {
    const expected = auditor.rebind(change, at);
    compare(where, `${change.customer} given to ${change.to}`, await shop.rebind(change, at), expected);
  }
  if (tidies) await shop.tidyBindings(at);
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

/** What was transferred or waits goes on; people ask for their money; each payout comes to its ending. */
async function evening(shop: Shop, auditor: Auditor, { payouts, at }: Day, where: string): Promise<void> {
  const inState = (wanted: string) => auditor.payouts().filter(({ state }) => state === wanted);
  const left = inState("transferring");
  await shop.atOnce(left, (client, { id }) => shop.end(client, id, "confirmed", at));
  for (const { id } of left) auditor.end(id, "confirmed");
  await approveAll(shop, auditor, inState("requested"), { at, where });
  await shop.atOnce(payouts, async (client, wish) => payOne(shop, auditor, { client, wish, at, where }));
}

/** A batch of decisions, sent twice at once: each payout is approved once, and none of anybody who is held or frozen. */
async function approveAll(
  shop: Shop,
  auditor: Auditor,
  waiting: readonly { id: string }[],
  { at, where }: { at: Date; where: string },
): Promise<void> {
  const answers = new Map<string, unknown[]>(waiting.map(({ id }) => [id, []]));
  await shop.atOnce([...waiting, ...waiting], async (client, { id }) => {
    answers.get(id)?.push(await shop.approve(client, id, at));
  });
  for (const { id } of waiting) {
    const said = (answers.get(id) ?? []).map(String).sort();
    const answer = auditor.approve(id, at);
    const expected = typeof answer === "bigint" ? [String(answer), "payout_state_changed"] : [answer, answer];
    compare(where, `payout ${id} approved twice`, said, expected.sort());
  }
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
  const expected = auditor.mayRequest(customer, amount, at);
  const results = await Promise.all(keys.map((key) => shop.request(client, customer, amount, key, at)));
  const made = results.flatMap((result) => (result.kind === "refused" ? [] : [result.payout]));
  compare(where, `payouts of ${customer} over ${amount}`, made.length, expected ? 1 : 0);
  const [payout] = made;
  if (!payout) return;
  auditor.request(payout.id, customer, amount);
  if (ending === "waiting") return;
  if (ending === "rejected") {
    await shop.end(client, payout.id, "rejected", at);
    return auditor.end(payout.id, "rejected");
  }
  const answer = auditor.approve(payout.id, at);
  compare(where, `tax of ${customer} on ${amount}`, await shop.approve(client, payout.id, at), answer);
  if (typeof answer === "string") return;
  if (ending === "left_open") return;
  await shop.end(client, payout.id, ending, at);
  auditor.end(payout.id, ending);
}
