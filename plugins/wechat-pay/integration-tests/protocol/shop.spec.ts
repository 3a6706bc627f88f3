import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../../scripts/local/test-shop.mjs";
import { reconcileLater } from "../later";
import { merchantToken, must, Shopper } from "../shopper";
import { shopSide, type Verdict, wechatSide } from "./both-sides";
import { type Case, play, type Stage, sendOn } from "./cases";
import { rowsOf, SHOP_OPERATIONS } from "./table";

/** So many cases are played at a time: they share nothing but the shop. */
const AT_ONCE = 6;
/** Half an hour of reconciling in a shop: what has not ended by then waits for a person, or is lost. */
const RUNS = 6;

const rows = rowsOf(SHOP_OPERATIONS);
let shop: TestShop;
const cases = new Map<string, Case>();
let unstruck = new Set<string>();
let atShop = new Map<string, Verdict>();
let atWechat = new Map<string, Verdict>();

const nameOf = ({ operation, on, kind }: (typeof rows)[number]) => `${operation}: ${on} ${kind}`;

beforeAll(async () => {
  shop = await openTestShop({ name: "protocol" });
  await must(`${shop.wechatOrigin}/__control/settings`, {
    method: "POST",
    body: { refund_settle_ms: 100, refund_rate: 1_000, refund_failure_rate: 1_000 },
  });
  const stage = { shop, shopper: await Shopper.comeIn(shop), merchant: await merchantToken(shop) };
  await playAll(stage);
  const sessions = [...cases.values()].map(({ placed }) => placed.session);
  for (let run = 0; run < RUNS; run += 1) {
    await reconcileLater(shop);
    if (run === 1 || run === 3) {
      await eachAtOnce([...cases.values()], async (played) => await sendOn(stage, played));
    }
  }
  const waiting = await must<{ faults: { id: string }[] }>(`${shop.wechatOrigin}/__control/faults`);
  unstruck = new Set(waiting.faults.map(({ id }) => id));
  atShop = await shopSide(shop, sessions);
  atWechat = await wechatSide(shop, sessions);
}, 600_000);
afterAll(() => shop?.close());

async function playAll(stage: Stage): Promise<void> {
  await eachAtOnce(rows, async (row) => {
    const played: Case = { ...row, placed: await stage.shopper.placeOrder() };
    cases.set(nameOf(row), played);
    await play(stage, played);
  });
}

async function eachAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

describe("after the reconciliation both sides agree", () => {
  it.each(rows.map((row) => [nameOf(row), row.ends]))("%s → %s", (name, ends) => {
    const played = cases.get(name);
    const session = played?.placed.session ?? "";
    expect(played?.trouble).toBeUndefined();
    expect(played?.fault && !unstruck.has(played.fault), "the fault struck").toBe(true);
    expect(atShop.get(session)).toEqual(atWechat.get(session));
    expect(atShop.get(session)?.ending).toBe(ends);
  });
});
