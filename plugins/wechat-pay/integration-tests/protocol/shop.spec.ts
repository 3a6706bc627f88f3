import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedOfDay, shareOf } from "../../../../scripts/local/seed-of-day.mjs";
import { openTestShop, type TestShop } from "../../../../scripts/local/test-shop.mjs";
import { balancesOf, type Earner, openEarners } from "../earners";
import { reconcileLater } from "../later";
import { merchantToken, must, Shopper, stockUp } from "../shopper";
import { shopSide, type Verdict, wechatSide } from "./both-sides";
import { type Case, play, sendOn } from "./cases";
import { type PayoutCase, playPayouts } from "./payout-cases";
import { type PayoutVerdict, payoutsHere, payoutsThere } from "./payout-verdicts";
import { playShares, type ShareCase, sharesHere, sharesThere } from "./share-cases";
import { control, eachAtOnce, type Played, type Stage } from "./stage";
import { PAYOUT_OPERATIONS, type Row, rowsOf, SHARE_OPERATIONS, SHOP_OPERATIONS } from "./table";

/** Half an hour of reconciling in a shop: what has not ended by then waits for a person, or is lost. */
const RUNS = 6;

/** `npm run test:protocol` plays every line; `npm test` a third of each operation's, other ones every day. */
const seed = seedOfDay("PROTOCOL_SEED");
const of = process.env.PROTOCOL_LINES === "all" ? 1 : 3;
const chosen = <Operation extends string>(lines: Row<Operation>[]): Row<Operation>[] =>
  shareOf(lines, { seed, of, groupOf: ({ operation }) => operation, nameOf });

const nameOf = ({ operation, on, kind }: Row<string>) => `${operation}: ${on} ${kind}`;

const rows = chosen(rowsOf(SHOP_OPERATIONS));
const payoutRows = chosen(rowsOf(PAYOUT_OPERATIONS));
const shareRows = chosen(rowsOf(SHARE_OPERATIONS));
/** One more than there are payments to be freed of shares; so many payouts go out at a time. */
const EARNERS = 1 + Math.max(4, shareRows.filter(({ operation }) => operation === "unfreeze").length);
let shop: TestShop;
const cases = new Map<string, Case>();
let unstruck = new Set<string>();
let atShop = new Map<string, Verdict>();
let atWechat = new Map<string, Verdict>();
let earners: Earner[] = [];
let earned: number[] = [];
let payouts = new Map<string, PayoutCase>();
let shares = new Map<string, ShareCase>();
let payoutsAtShop = new Map<string, PayoutVerdict>();
let payoutsAtWechat = new Map<string, PayoutVerdict>();

beforeAll(async () => {
  const played = rows.length + payoutRows.length + shareRows.length;
  console.log(`${played} lines of the table; to see them again: PROTOCOL_SEED=${seed} npm test`);
  shop = await openTestShop({
    name: "protocol",
    extraEnvironment: { WECHAT_PAY_PROFIT_SHARING: "on" },
  });
  await stockUp(shop);
  await must(`${shop.wechatOrigin}/__control/settings`, {
    method: "POST",
    body: {
      ...{ refund_settle_ms: 100, refund_rate: 1_000, refund_failure_rate: 1_000 },
      ...{ transfer_settle_ms: 100, transfer_rate: 1_000, profit_sharing_settle_ms: 100 },
    },
  });
  const stage = { shop, shopper: await Shopper.comeIn(shop), merchant: await merchantToken(shop) };
  await playTrades(stage);
  await playOutgoing(stage);
  const waiting = await control<{ faults: { id: string }[] }>(stage, "/faults");
  unstruck = new Set(waiting.faults.map(({ id }) => id));
}, 1_200_000);
afterAll(() => shop?.close());

async function playTrades(stage: Stage): Promise<void> {
  await eachAtOnce(rows, async (row) => {
    const played: Case = { ...row, placed: await stage.shopper.placeOrder() };
    cases.set(nameOf(row), played);
    await play(stage, played);
  });
  const sessions = [...cases.values()].map(({ placed }) => placed.session);
  for (let run = 0; run < RUNS; run += 1) {
    await reconcileLater(shop);
    if (run === 1 || run === 3) {
      await eachAtOnce([...cases.values()], async (played) => await sendOn(stage, played));
    }
  }
  atShop = await shopSide(shop, sessions);
  atWechat = await wechatSide(shop, sessions);
}

async function playOutgoing(stage: Stage): Promise<void> {
  await control(stage, "/funds", { account: "OPERATION", balance: 10_000_000 });
  earners = await openEarners(shop, EARNERS);
  earned = await available();
  const sold = earners.map((earner) => earner.sold);
  const [played, shared] = await Promise.all([
    playPayouts(stage, payoutRows, earners),
    playShares(stage, shareRows, sold),
  ]);
  payouts = named(played);
  shares = named(shared);
  const numbers = played.flatMap(({ asked }) => (asked ? [asked.number] : []));
  payoutsAtShop = await payoutsHere(shop, numbers);
  payoutsAtWechat = await payoutsThere(shop, numbers);
}

const named = <Line extends Row<string>>(lines: readonly Line[]): Map<string, Line> =>
  new Map(lines.map((line) => [nameOf(line), line]));

const available = (): Promise<number[]> =>
  Promise.all(earners.map(async (earner) => (await balancesOf(earner)).available));

function expectPlayed(played: Played | undefined): void {
  expect(played?.trouble).toBeUndefined();
  expect(played?.fault && !unstruck.has(played.fault), "the fault struck").toBe(true);
}

describe("after the reconciliation both sides agree", () => {
  it.each(rows.map((row) => [nameOf(row), row.ends]))("%s → %s", (name, ends) => {
    const played = cases.get(name);
    const session = played?.placed.session ?? "";
    expectPlayed(played);
    expect(atShop.get(session)).toEqual(atWechat.get(session));
    expect(atShop.get(session)?.ending).toBe(ends);
  });
});

describe("after the jobs have run the ledger and WeChat agree about payouts", () => {
  it.each(payoutRows.map((row) => [nameOf(row), row.ends]))("%s → %s", (name, ends) => {
    const played = payouts.get(name);
    const number = played?.asked?.number ?? "";
    expectPlayed(played);
    expect(payoutsAtShop.get(number)).toEqual(payoutsAtWechat.get(number));
    expect(payoutsAtShop.get(number)?.ending).toBe(ends);
  });

  it("to the fen: everybody has what they earned and did not receive, and WeChat knows no other transfer", async () => {
    const left = await available();
    const received = earners.map((earner) =>
      [...payouts.values()]
        .filter((played) => played.earner === earner)
        .reduce((sum, { asked }) => sum + (payoutsAtWechat.get(asked?.number ?? "")?.sent ?? 0), 0),
    );
    expect(left).toEqual(earned.map((fen, place) => fen - (received[place] ?? 0)));
    const { transfers } = await control<{ transfers: { out_bill_no: string }[] }>({ shop }, "/transfers");
    expect(transfers.filter(({ out_bill_no }) => !payoutsAtShop.has(out_bill_no))).toEqual([]);
    expect((await shop.pool.query("select id from distribution.payout_mismatch")).rows).toEqual([]);
  });
});

describe("after the job has run both sides agree about shares", () => {
  it.each(shareRows.map((row) => [nameOf(row), row.ends]))("%s → %s", async (name, ends) => {
    const played = shares.get(name);
    expectPlayed(played);
    expect((await sharesHere(shop)).get(played?.number ?? "")).toBe(ends);
    expect((await sharesThere({ shop })).get(played?.number ?? "")).toBe(ends);
  });

  it("and WeChat knows no share that the shop does not know", async () => {
    expect([...(await sharesThere({ shop })).keys()].sort()).toEqual(
      [...(await sharesHere(shop)).keys()].sort(),
    );
  });
});
