import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlanDraft } from "../../src/domain/plan/plan-shape";
import { explain } from "../../src/domain/statement/explanation";
import { encryptorOf } from "../../src/modules/distribution/identity/encryptor";
import { readFigures } from "../../src/modules/distribution/plan/grade-store";
import type { DistributorRow } from "../../src/modules/distribution/referral/people.entity";
import { openTestLedger, type TestLedger } from "../database";
import { drift } from "../ledger-clock";
import {
  bind,
  captureOf,
  chain,
  DAY_ONE,
  join,
  oneTier,
  pendingOf,
  placeOrder,
  publishTwoTiers,
  refundOf,
  twoTiers,
} from "../shop-life";

const REBATE: PlanDraft = {
  ...twoTiers,
  binding: { ...twoTiers.binding, self_purchase: "distributor_rate" },
};
const identity_key = randomBytes(32).toString("base64");

let ledger: TestLedger;

const publish = (draft: PlanDraft, now = DAY_ONE) =>
  ledger.service.plans.publish({ actor_id: "user_owner", draft, now });

beforeAll(async () => {
  ledger = await openTestLedger("cn-mainland", { identity_key });
  await publishTwoTiers(ledger.service);
}, 60_000);

afterAll(async () => {
  await ledger?.close();
});

/** Places and pays an order; what each of these earned on it. */
async function bought(buyer: string, base_fen: bigint, earners: readonly (DistributorRow | undefined)[]) {
  const { service } = ledger;
  const all = earners.flatMap((earner) => earner ?? []);
  const before = await Promise.all(all.map((earner) => pendingOf(service, earner)));
  const order = await placeOrder(service, buyer, [base_fen]);
  await service.intake.ingest([captureOf(order)]);
  const after = await Promise.all(all.map((earner) => pendingOf(service, earner)));
  return { order, earned: after.map((fen, index) => fen - (before[index] ?? 0n)) };
}

describe("a plan that pays for own purchases", () => {
  it("earns nothing by default", async () => {
    const [inviter, buyer] = await chain(ledger.service, 2);
    const { earned } = await bought(buyer?.customer_id ?? "", 10_000n, [buyer, inviter]);
    expect(earned).toEqual([0n, 1_000n]);
  });

  it("cannot be published without the logged acknowledgement, by API and by SQL", async () => {
    expect(await publish(REBATE)).toMatchObject({
      code: "self_purchase_not_acknowledged",
      field: "plan.binding.self_purchase",
    });
    await expect(
      ledger.asService.query(
        `insert into distribution.plan (id, version, name, joining_mode, holding_days, protection_days,
           minimum_payout_fen, agreement_version, agreement_title, agreement_body, published_at, published_by,
           effective_from, terms)
         values ('plan_x', 999, 'x', 'free', 0, 0, 0, '1', '1', '1', now(), 'x', now(), $1)`,
        [JSON.stringify({ binding: { self_purchase: "distributor_rate" } })],
      ),
    ).rejects.toThrow(/own purchases was not acknowledged/);
    const statement = "本店知悉：自购返佣是明示入账的价格优惠。";
    const word = { topic: "self_purchase", actor_id: "user_owner", statement, now: DAY_ONE } as const;
    await ledger.service.plans.acknowledge(word);
    expect(await publish(REBATE)).toMatchObject({ kind: "published" });
    const trail = await ledger.asService.query(
      `select actor_id, after from distribution.audit where action = 'acknowledged' and after->>'topic' = 'self_purchase'`,
    );
    expect(trail).toMatchObject([{ actor_id: "user_owner", after: { statement } }]);
  });

  it("pays the buyer as tier 1, their inviter as tier 2, and nobody above", async () => {
    const [top, inviter, buyer] = await chain(ledger.service, 3);
    const { order, earned } = await bought(buyer?.customer_id ?? "", 10_000n, [buyer, inviter, top]);
    expect(earned).toEqual([1_000n, 300n, 0n]);
    // A refund takes back from both in proportion.
    await ledger.service.intake.ingest([refundOf(order, 5_000n)]);
    if (buyer) expect(await pendingOf(ledger.service, buyer)).toBe(500n);
    expect(await drift(ledger)).toEqual([]);
  });

  it("says so on the statement, on the earner's list and on the merchant's, and names no buyer as an inviter", async () => {
    const { service } = ledger;
    const [inviter, buyer] = await chain(service, 2);
    if (!inviter || !buyer) throw new Error("the chain is short");
    const { order } = await bought(buyer.customer_id, 10_000n, []);
    const own = { distributor_no: buyer.account_no, since: null, until: null, bucket: null, before: null };
    const [entry] = await service.statements.entries({ ...own, limit: 1 });
    expect(entry && explain(entry.kind, entry.reason)).toMatch(/项 自购，/);
    const listOf = ({ account_no }: DistributorRow) =>
      service.intake.listOrders({ distributor_no: account_no, state: null, limit: 1, after: null });
    expect(await listOf(buyer)).toMatchObject([{ tier: 1, is_own: true, inviter_name: null }]);
    expect(await listOf(inviter)).toMatchObject([{ tier: 2, is_own: false, inviter_name: null }]);
    expect((await service.intake.orderCommissions(order.order_id))?.rows).toMatchObject([
      { tier: 1, is_own: true, distributor_id: buyer.id },
      { tier: 2, is_own: false, distributor_id: inviter.id },
    ]);
  });

  it("pays only active distributors: for anybody else the order is an ordinary one", async () => {
    const { service } = ledger;
    const [inviter, buyer] = await chain(service, 2);
    if (!inviter || !buyer) throw new Error("the chain is short");
    const freeze = { distributor_id: buyer.id, act: "freeze", actor_id: "user_owner" } as const;
    await service.referrals.distributors.changeStatus({ ...freeze, reason: "核查订单", now: DAY_ONE });
    expect((await bought(buyer.customer_id, 10_000n, [buyer, inviter])).earned).toEqual([0n, 1_000n]);
    expect((await bought("cus_nobody", 10_000n, [])).earned).toEqual([]);
  });

  it("pays nothing for buying through another account of the same person", async () => {
    const { service } = ledger;
    const earner = await join(service);
    const other = "cus_other_account";
    await bind(service, other, earner);
    const marks = encryptorOf([{ id: "1", key: identity_key }]);
    for (const customer_id of [earner.customer_id, other]) {
      await ledger.asOwner.query(
        `insert into distribution.risk_trace (kind, mark, customer_id, first_seen_at, last_seen_at)
         values ('person', $1, $2, now(), now())`,
        [marks.lookup("13800138000"), customer_id],
      );
    }
    expect((await bought(other, 10_000n, [earner])).earned).toEqual([0n]);
  });

  it("makes no grade: own purchases count for nobody's sales, nor for the buyer's earnings", async () => {
    const { service } = ledger;
    const [inviter, buyer] = await chain(service, 2);
    if (!inviter || !buyer) throw new Error("the chain is short");
    await bought(buyer.customer_id, 10_000n, []);

    const window = { from: new Date(0), until: new Date("2100-01-01") };
    const figures = await readFigures(
      ledger.asService.manager,
      [inviter.account_no, buyer.account_no],
      window,
    );
    // The inviter did invite whoever bought: that is their sale, on whichever tier it is paid.
    expect(figures.get(inviter.account_no)).toEqual({ own_sales_fen: 10_000n, own_earnings_fen: 300n });
    expect(figures.get(buyer.account_no)).toBeUndefined();
  });

  it("never pays more tiers than the plan has", async () => {
    const start = new Date("2026-03-02T00:00:00Z");
    await publish({ ...REBATE, tiers: oneTier.tiers }, start);
    const [inviter, buyer] = await chain(ledger.service, 2);
    const { service } = ledger;
    const lines = [{ order_line_id: "ordli_alone", base_fen: 10_000n }];
    const order = {
      order_id: "order_alone",
      display_id: 1,
      customer_id: buyer?.customer_id ?? "",
      currency_code: "cny",
    };
    await service.intake.freezeOrder({ ...order, total_fen: 10_000n, lines }, start);
    const rows = (await service.intake.orderCommissions("order_alone"))?.rows;
    expect(rows).toMatchObject([{ tier: 1, distributor_id: buyer?.id }]);
    expect(rows?.some(({ distributor_id }) => distributor_id === inviter?.id)).toBe(false);
  });
});

it("the database lets nobody but the buyer earn without a binding", async () => {
  const [, buyer] = await chain(ledger.service, 2);
  const order = await placeOrder(ledger.service, buyer?.customer_id ?? "", [10_000n]);
  const stranger = await join(ledger.service);
  const insert = (distributor: DistributorRow | undefined, tier: number) =>
    ledger.asService.query(
      `insert into distribution.attribution (order_id, order_line_id, tier, distributor_id, distributor_no, binding_id,
         rate_bps, quantity, base_fen, amount_fen)
       values ($1, $2, $3, $4, $5, null, 100, 1, 10000, 100)`,
      [order.order_id, order.lines[0], tier, distributor?.id, String(distributor?.account_no)],
    );
  await ledger.asOwner.query(`alter table distribution.attribution disable trigger frozen`);
  await ledger.asOwner.query(`delete from distribution.attribution where order_id = $1`, [order.order_id]);
  await ledger.asOwner.query(`alter table distribution.attribution enable trigger frozen`);
  await expect(insert(stranger, 1)).rejects.toThrow(/only buyers earn/);
  await expect(insert(buyer, 2)).rejects.toThrow(/only buyers earn/);
});

describe("a distributor who pays for a friend's order", () => {
  /** The friend's order, paid from an account. */
  async function paidBy(payer_customer_id: string | null, buyer: string) {
    const order = await placeOrder(ledger.service, buyer, [10_000n]);
    await ledger.service.intake.ingest([{ ...captureOf(order), payer_customer_id }]);
    const rows = (await ledger.service.intake.orderCommissions(order.order_id))?.rows ?? [];
    return rows.map(({ tier, state, not_accrued_reason }) => [tier, state, not_accrued_reason]);
  }

  it("earns nothing on it, and a third one's payment changes nothing", async () => {
    await publish(twoTiers);
    const [top, inviter, buyer] = await chain(ledger.service, 3);
    if (!top || !inviter || !buyer) throw new Error("the chain is short");
    const lost = "paid_by_earner";
    expect(await paidBy(inviter.customer_id, buyer.customer_id)).toEqual([
      [1, "not_accrued", lost],
      [2, "pending", null],
    ]);
    expect(await paidBy(top.customer_id, buyer.customer_id)).toEqual([
      [1, "pending", null],
      [2, "not_accrued", lost],
    ]);
    for (const payer of [buyer.customer_id, "cus_friend", null]) {
      expect(await paidBy(payer, buyer.customer_id)).toEqual([
        [1, "pending", null],
        [2, "pending", null],
      ]);
    }
    expect(await pendingOf(ledger.service, inviter)).toBe(4_000n);
    const cases = await ledger.service.risk.assess([inviter.id], DAY_ONE);
    expect(cases).toMatchObject([
      { verdict: "review", signals: [{ signal: "paid_for_invited", measured: 1 }] },
    ]);
  });

  it("nor from another account of theirs", async () => {
    await publish(twoTiers);
    const [inviter, buyer] = await chain(ledger.service, 2);
    if (!inviter || !buyer) throw new Error("the chain is short");
    const shown = [{ kind: "person", text: `unionid:u${inviter.account_no}` } as const];
    await ledger.service.risk.recordSignals(inviter.customer_id, shown, DAY_ONE);
    await ledger.service.risk.recordSignals("cus_second_account", shown, DAY_ONE);
    expect(await paidBy("cus_second_account", buyer.customer_id)).toEqual([
      [1, "not_accrued", "paid_by_earner"],
    ]);
  });

  it("earns where own purchases are paid", async () => {
    await publish(REBATE);
    const [inviter, buyer] = await chain(ledger.service, 2);
    if (!inviter || !buyer) throw new Error("the chain is short");
    const rows = await paidBy(inviter.customer_id, buyer.customer_id);
    expect(rows.every(([, state]) => state === "pending")).toBe(true);
    await publish(twoTiers);
  });
});
