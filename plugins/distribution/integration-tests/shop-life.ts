import { randomBytes } from "node:crypto";
import { type AfterSaleCases, noAfterSaleCases } from "../src/after-sale-cases";
import { goodsPartOf } from "../src/domain/intake/refund-allocation";
import { type PlanDraft, PlanDraftShape } from "../src/domain/plan/plan-shape";
import type { ProcessedMoney } from "../src/modules/distribution/intake/intake-store";
import type { DistributorRow } from "../src/modules/distribution/referral/people.entity";
import type { DistributionModuleService } from "../src/modules/distribution/service";

/** The moment at which the shop's life in these tests begins. */
export const DAY_ONE = new Date("2026-03-01T02:00:00.000Z");

export const twoTiers: PlanDraft = PlanDraftShape.parse({
  name: "藤蔓分享计划",
  tiers: [
    { tier: 1, rate_bps: 1_000 },
    { tier: 2, rate_bps: 300 },
  ],
  holding_days: 7,
  binding: { protection_days: 180 },
  minimum_payout_fen: "1000",
  joining_mode: "free",
  agreement: { version: "2026-03", title: "分销协议", body: "加入免费。" },
});

export const oneTier: PlanDraft = { ...twoTiers, tiers: twoTiers.tiers.slice(0, 1) };

/** A new id, as Medusa would give one. */
export function freshId(prefix: string): string {
  return `${prefix}_${randomBytes(8).toString("hex")}`;
}

/** Publishes the two-tier plan after the merchant's acknowledgement. */
export async function publishTwoTiers(service: DistributionModuleService): Promise<void> {
  const statement = "本店了解二级分销的合规要求。";
  await service.plans.acknowledge({ topic: "tier_two", actor_id: "user_owner", statement, now: DAY_ONE });
  const result = await service.plans.publish({ actor_id: "user_owner", draft: twoTiers, now: DAY_ONE });
  if (result.kind === "refused") throw new Error(result.code);
}

/** A customer who joins the program. */
export async function join(
  service: DistributionModuleService,
  customer_id = freshId("cus"),
): Promise<DistributorRow> {
  const result = await service.referrals.join({ customer_id, agreement_version: "2026-03", now: DAY_ONE });
  if (result.kind === "refused") throw new Error(result.code);
  return result.distributor;
}

/** A token of a distributor's for the shop. */
export async function share(
  service: DistributionModuleService,
  distributor: DistributorRow,
  now: Date = DAY_ONE,
): Promise<string> {
  const { customer_id } = distributor;
  const result = await service.referrals.issueShareToken({ customer_id, target: { type: "shop" }, now });
  if (result.kind === "refused") throw new Error(result.code);
  return result.share_token.token;
}

/** Binds a customer to a distributor by consent. */
export async function bind(
  service: DistributionModuleService,
  customer_id: string,
  inviter: DistributorRow,
  now: Date = DAY_ONE,
) {
  return service.referrals.bind({ customer_id, share_token: await share(service, inviter, now), now });
}

/** A chain: the first invited the second, who invited the third, and so on; the last one is the nearest. */
export async function chain(service: DistributionModuleService, length: number): Promise<DistributorRow[]> {
  const people: DistributorRow[] = [];
  for (let index = 0; index < length; index++) {
    const person = await join(service);
    const inviter = people.at(-1);
    if (inviter) await bind(service, person.customer_id, inviter);
    people.push(person);
  }
  return people;
}

/** An order as it is frozen; its money is still to come. */
export interface PlacedOrder {
  order_id: string;
  lines: string[];
  total_fen: bigint;
}

/** Places and freezes an order of the given line bases. */
export async function placeOrder(
  service: DistributionModuleService,
  customer_id: string | null,
  bases: readonly bigint[],
  freight_fen = 0n,
): Promise<PlacedOrder> {
  const order_id = freshId("order");
  const lines = bases.map((base_fen, index) => ({ order_line_id: `ordli_${order_id}_${index}`, base_fen }));
  const total_fen = bases.reduce((sum, base) => sum + base, freight_fen);
  const order = { order_id, display_id: 1, customer_id, currency_code: "cny", total_fen, lines };
  await service.intake.freezeOrder(order, DAY_ONE);
  return { order_id, lines: lines.map(({ order_line_id }) => order_line_id), total_fen };
}

/** The capture of an order's whole money, as the intake hands it on. */
export function captureOf({ order_id, total_fen }: PlacedOrder): ProcessedMoney {
  const id = `capt_${order_id}`;
  const money = { id, order_id, outcome: "recorded", amount_fen: total_fen, goods_fen: 0n } as const;
  return { kind: "capture", occurred_at: DAY_ONE, ...money };
}

/** A refund of some of an order's money, as the intake hands it on. */
export function refundOf(
  { order_id }: PlacedOrder,
  amount_fen: bigint,
  reason: { code: string; label: string } | null = null,
): ProcessedMoney {
  const goods_fen = goodsPartOf(amount_fen, reason);
  const money = { id: freshId("ref"), order_id, outcome: "recorded", amount_fen, goods_fen } as const;
  return { kind: "refund", occurred_at: DAY_ONE, ...money };
}

/** A refund of an after-sale case's: for one line alone. */
export function lineRefundOf(order: PlacedOrder, line: number, amount_fen: bigint): ProcessedMoney {
  const lines = [{ order_line_id: order.lines[line] ?? "", goods_fen: amount_fen }];
  return { ...refundOf(order, amount_fen), lines };
}

/** A distributor's pending balance in fen. */
export async function pendingOf(
  service: DistributionModuleService,
  { account_no }: DistributorRow,
): Promise<bigint> {
  return (await service.ledger.earnings([account_no])).get(account_no)?.pending_fen ?? 0n;
}

/** Receipt of an order's goods. */
export function receiptOf({ order_id }: PlacedOrder, received_at: Date = DAY_ONE) {
  return { order_id, received_at };
}

/** A moment some days after the beginning. */
export function dayAfter(days: number): Date {
  return new Date(DAY_ONE.getTime() + days * 86_400_000);
}

/** When everything that was received on the first day has matured: 7 days to return, 7 days held. */
export const MATURED = dayAfter(15);

/** Matures whatever is due, in batches. */
export async function matureAll(
  service: DistributionModuleService,
  now: Date = MATURED,
  { limit = 1_000, cases = noAfterSaleCases }: { limit?: number; cases?: AfterSaleCases } = {},
) {
  const batches = [];
  let after = null;
  do {
    const batch = await service.intake.matureBatch({ now, limit, after, cases });
    batches.push(batch);
    after = batch.next;
  } while (after);
  return batches.flatMap(({ matured }) => matured);
}

/** All balances of a distributor. */
export async function balancesOf(service: DistributionModuleService, { account_no }: DistributorRow) {
  const earnings = (await service.ledger.earnings([account_no])).get(account_no);
  if (!earnings) throw new Error("no balances were read");
  return earnings;
}
