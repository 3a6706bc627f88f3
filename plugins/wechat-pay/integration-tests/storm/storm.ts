import { openTestShop, type TestShop } from "../../../../scripts/local/test-shop.mjs";
import { balancesOf, type Earner, openEarners } from "../earners";
import { followTransfersLater, reconcileLater } from "../later";
import { figureDisagreements } from "../order-figures";
import { call, merchantToken, must, Shopper, stockUp } from "../shopper";
import { comparePayments, comparePayouts, compareShares, countBy, underWay } from "./agreement";
import { Dice } from "./dice";
import { answersNotKept } from "./merchant-stories";
import { castPayouts, endPayouts, livePayouts } from "./payout-stories";
import type { Scene } from "./scene";
import { admitCompany } from "./share-stories";
import { castFates, type Fate, live } from "./stories";

export interface StormWanted {
  readonly seed: string;
  readonly orders: number;
  /** How often the server is killed with -9 on the way. */
  readonly kills: number;
  readonly say: (line: string) => void;
}

export interface StormReport {
  /** How the orders ended, and how many so. */
  readonly endings: Readonly<Record<string, number>>;
  /** How the payouts ended, and how many so. */
  readonly payouts: Readonly<Record<string, number>>;
  /** How the shares of payments ended, and how many so. */
  readonly shares: Readonly<Record<string, number>>;
  /** Which faults struck, and how often. */
  readonly struck: Readonly<Record<string, number>>;
  /** Everything on which the shop and WeChat disagree; a sentence each. */
  readonly disagreements: readonly string[];
}

const AT_ONCE = 4;
const SHOPPERS = 3;
const EARNERS = 4;
/** One payout for so many orders. */
const ORDERS_A_PAYOUT = 3;
const FAULT_RATE = 0.15;
/** The calm after the storm: so many runs of the reconciliation must bring every order to its end. */
const CALM_RUNS = 12;

/** A seeded storm over a shop of its own, and what is left after it. */
export async function storm(wanted: StormWanted): Promise<StormReport> {
  const shop = await openTestShop({ name: "storm", extraEnvironment: { WECHAT_PAY_PROFIT_SHARING: "on" } });
  try {
    await stockUp(shop);
    const dice = new Dice(wanted.seed);
    const fates = castFates(dice, wanted.orders, SHOPPERS);
    const payouts = castPayouts(dice, EARNERS, Math.ceil(wanted.orders / ORDERS_A_PAYOUT / EARNERS));
    const earners = await openEarners(shop, EARNERS);
    const earned = await Promise.all(earners.map(async (earner) => (await balancesOf(earner)).available));
    const server = new MortalServer(shop);
    const scene: Scene = {
      shop,
      shoppers: await Promise.all(Array.from({ length: SHOPPERS }, () => Shopper.comeIn(shop))),
      merchant: await merchantToken(shop),
      asked: [],
      serverUp: () => server.up,
    };
    await admitCompany(scene);
    await blow(shop, wanted.seed);
    await Promise.all([
      liveAll(scene, fates, killsOf(dice, wanted), server, wanted.say),
      ...earners.map((earner, place) => livePayouts(scene, earner, payouts[place] ?? [])),
    ]);
    await server.up;
    const struck = await calm(shop);
    await settleAll(scene, wanted.say);
    return { struck, ...(await compared(scene, earners, earned)) };
  } finally {
    await shop.close();
  }
}

async function compared(scene: Scene, earners: readonly Earner[], earned: readonly number[]) {
  const { shop } = scene;
  const payments = await comparePayments(shop);
  const payouts = await comparePayouts(shop, earners, earned);
  const shares = await compareShares(shop);
  return {
    endings: payments.endings,
    payouts: payouts.endings,
    shares: shares.endings,
    disagreements: [
      ...[payments, payouts, shares].flatMap(({ disagreements }) => disagreements),
      ...(await figureDisagreements(shop, { unchanged: true })),
      ...(await answersNotKept(shop, scene)),
    ],
  };
}

/** A server that is killed and comes back; whoever needs it waits for `up`. */
class MortalServer {
  up: Promise<void> = Promise.resolve();

  constructor(private readonly shop: TestShop) {}

  kill(): void {
    this.up = this.up.then(async () => {
      await this.shop.killServer();
      await this.shop.startServer();
    });
  }
}

const control = <Body>(shop: TestShop, path: string, method = "GET", body?: unknown) =>
  must<Body>(`${shop.wechatOrigin}/__control${path}`, { method, ...(body ? { body } : {}) });

async function blow(shop: TestShop, seed: string): Promise<void> {
  await control(shop, "/settings", "POST", {
    refund_settle_ms: 200,
    refund_rate: 1_000,
    refund_failure_rate: 1_000,
    transfer_settle_ms: 200,
    transfer_rate: 1_000,
    profit_sharing_settle_ms: 200,
  });
  await control(shop, "/funds", "POST", { account: "OPERATION", balance: 10_000_000 });
  const on = ["notification", "response", "refund", "transfer", "profit_sharing"];
  await control(shop, "/faults/random", "POST", { seed, rate: FAULT_RATE, on });
}

async function calm(shop: TestShop): Promise<Record<string, number>> {
  const { random } = await control<{ random: { struck: { kind: string }[] } }>(shop, "/faults/random");
  await control(shop, "/faults/random", "DELETE");
  return countBy(random.struck.map(({ kind }) => kind));
}

function killsOf(dice: Dice, { orders, kills }: StormWanted): Set<number> {
  return new Set(Array.from({ length: kills }, () => Math.floor((0.15 + 0.7 * dice.throw()) * orders)));
}

async function liveAll(
  scene: Scene,
  fates: readonly Fate[],
  kills: ReadonlySet<number>,
  server: MortalServer,
  say: (line: string) => void,
): Promise<void> {
  const waiting = fates.map((fate, at) => ({ fate, at }));
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (kills.has(next.at)) {
        say(`order ${next.at}: the server is killed`);
        server.kill();
      }
      await live(scene, next.fate);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await server.up;
}

/** Lets every deadline pass and the merchant do what the shop asks for, until nothing is under way. */
async function settleAll(scene: Scene, say: (line: string) => void): Promise<void> {
  const { shop } = scene;
  for (let run = 0; run < CALM_RUNS; run += 1) {
    await shop.pool.query(
      `update mall_order set pay_by = now() - interval '1 second' where state = 'to_pay'`,
    );
    await shop.pool.query(
      `update mall_order set created_at = now() - interval '1 hour' where state = 'placing'`,
    );
    await shop.runJob("keep-mall-orders-true");
    await shop.runJob("expire-unpaid-mall-orders");
    await endPayouts(scene);
    await followTransfersLater(shop);
    await reconcileLater(shop);
    await shop.runJob("wechat-pay-follow-shares");
    const handled = await merchantActs(scene);
    const left = await underWay(shop);
    say(`calm, run ${run + 1}: ${left} under way, ${handled} sent on by the merchant`);
    if (left === 0 && handled === 0) {
      return;
    }
  }
}

async function merchantActs({ shop, merchant }: Scene): Promise<number> {
  const headers = { authorization: `Bearer ${merchant}` };
  const { rows } = await shop.pool.query<{ id: string; refund_state: string }>(
    `select id, refund_state from wechat_refund where progress = 'needs_attention'
     union all select id, refund_state from wechat_stray_payment where progress = 'needs_attention'`,
  );
  for (const { id, refund_state } of rows) {
    const body =
      refund_state === "ABNORMAL"
        ? { action: "send_on", destination: { type: "MERCHANT_BANK_CARD" } }
        : { action: "reissue" };
    await call(`${shop.origin}/admin/wechat-pay/refunds/${id}/actions`, { method: "POST", headers, body });
  }
  return rows.length;
}
