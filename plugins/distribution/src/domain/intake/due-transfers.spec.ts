import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LineTransfer } from "../ledger/postings";
import { sumFen } from "../money";
import { attribute } from "../plan/commission";
import { dueForgone, dueOwners, dueTransfers, type ExistingAccrual, type OrderLedger } from "./due-transfers";

const at = new Date("2026-03-01T00:00:00Z");
const rates = [
  { tier: 1, rate_bps: 1_000 },
  { tier: 2, rate_bps: 333 },
];
const none = { per_line: null, per_order: null, margin_floor: null };
const plan = { tiers: rates, rules: [], campaigns: [], caps: none };
const chain = rates.map(({ tier }) => ({
  tier,
  binding_id: `bind_${tier}`,
  distributor_id: `dist_${tier}`,
  distributor_no: BigInt(tier),
}));

function orderOf(bases: readonly bigint[], freight_fen = 0n): OrderLedger {
  const lines = bases.map((base_fen, index) => ({ order_line_id: `line_${index}`, base_fen }));
  const attributions = attribute(plan, lines, chain, at);
  return {
    total_fen: sumFen(bases) + freight_fen,
    lines,
    attributions,
    captures: [],
    refunds: [],
    accruals: [],
    forgone: [],
  };
}

const captured = (order: OrderLedger): OrderLedger => ({
  ...order,
  captures: [{ amount_fen: order.total_fen, occurred_at: at }],
});

/** Posts transfers on an order in memory, as the ledger's trigger does. */
function posted(order: OrderLedger, transfers: readonly LineTransfer[]): OrderLedger {
  const accruals = order.accruals.map((accrual) => ({ ...accrual }));
  for (const { kind, order_line_id, tier, amount_fen } of transfers) {
    const known = accruals.find((one) => one.order_line_id === order_line_id && one.tier === tier);
    if (kind === "accrue")
      accruals.push({ order_line_id, tier, amount_fen, clawed_fen: 0n, state: "pending" });
    else if (known) known.clawed_fen += amount_fen;
  }
  return { ...order, accruals };
}

/** Lets events arrive one after another and settles after each. */
function live(start: OrderLedger, events: readonly ((order: OrderLedger) => OrderLedger)[]) {
  let order = start;
  const transfers: LineTransfer[] = [];
  for (const event of events) {
    order = event(order);
    const due = dueTransfers(order, 2, new Map());
    transfers.push(...due);
    order = posted(order, due);
  }
  return { order, transfers };
}

const refund =
  (refund_id: string, goods_fen: bigint, line?: number) =>
  (order: OrderLedger): OrderLedger => {
    const lines = line === undefined ? null : [{ order_line_id: `line_${line}`, goods_fen }];
    return { ...order, refunds: [...order.refunds, { refund_id, goods_fen, lines, occurred_at: at }] };
  };

const sorted = (accruals: readonly ExistingAccrual[]) =>
  [...accruals].sort((left, right) =>
    `${left.order_line_id}/${left.tier}` < `${right.order_line_id}/${right.tier}` ? -1 : 1,
  );

describe("accruals", () => {
  it("come once, when the order is paid whole", () => {
    const order = orderOf([10_000n], 800n);
    expect(dueTransfers(order, 2, new Map())).toEqual([]);
    const partly = { ...order, captures: [{ amount_fen: 10_799n, occurred_at: at }] };
    expect(dueTransfers(partly, 2, new Map())).toEqual([]);
    const { transfers } = live(order, [captured, (again) => again]);
    expect(transfers.map(({ tier, amount_fen }) => [tier, amount_fen])).toEqual([
      [1, 1_000n],
      [2, 333n],
    ]);
  });

  it("stop at the tiers that are allowed now", () => {
    expect(dueTransfers(captured(orderOf([10_000n])), 1, new Map())).toHaveLength(1);
  });
});

describe("clawbacks", () => {
  it("regression 12: a refund claws back every tier", () => {
    const { order } = live(orderOf([10_000n]), [captured, refund("ref_1", 5_000n)]);
    expect(order.accruals.map(({ clawed_fen }) => clawed_fen)).toEqual([500n, 166n]);
  });

  it("a refund for one line takes all of its commission and nothing of the other's", () => {
    const { order } = live(orderOf([10_000n, 5_000n]), [captured, refund("ref_1", 10_000n, 0)]);
    expect(sorted(order.accruals).map(({ clawed_fen }) => clawed_fen)).toEqual([1_000n, 333n, 0n, 0n]);
  });

  it("regression 5: a refund after maturation takes the money, not only the state", () => {
    const { order } = live(orderOf([10_000n]), [captured]);
    const matured = {
      ...refund("ref_1", 10_000n)(order),
      accruals: order.accruals.map((accrual) => ({ ...accrual, state: "available" as const })),
    };
    const available = new Map([
      [1n, 400n],
      [2n, 333n],
    ]);
    const due = dueTransfers(matured, 2, available);
    expect(due.map(({ kind, amount_fen }) => [kind, amount_fen])).toEqual([
      ["clawback_available", 400n],
      ["clawback_debt", 600n],
      ["clawback_available", 333n],
    ]);
    expect(available.get(1n)).toBe(0n);
  });

  it("two lines of one owner share what is available", () => {
    const { order } = live(orderOf([10_000n, 10_000n]), [captured]);
    const matured = {
      ...refund("ref_1", 20_000n)(order),
      accruals: order.accruals.map((accrual) => ({ ...accrual, state: "available" as const })),
    };
    const due = dueTransfers(matured, 2, new Map([[1n, 1_500n]]));
    const ofFirst = due.filter(({ tier }) => tier === 1).map(({ kind, amount_fen }) => [kind, amount_fen]);
    expect(ofFirst).toEqual([
      ["clawback_available", 1_000n],
      ["clawback_available", 500n],
      ["clawback_debt", 500n],
    ]);
  });
});

describe("laws", () => {
  const bases = fc.array(fc.bigInt({ min: 0n, max: 99_999n }), { minLength: 1, maxLength: 8 });
  const amounts = fc.array(fc.bigInt({ min: 0n, max: 40_000n }), { maxLength: 6 });
  const named = fc.array(
    fc.tuple(fc.bigInt({ min: 1n, max: 40_000n }), fc.option(fc.nat(7), { nil: undefined })),
    { maxLength: 6 },
  );

  it("any order of capture and refunds ends the same", () => {
    fc.assert(
      fc.property(bases, named, fc.infiniteStream(fc.nat()), (lines, refunds, picks) => {
        const events = [
          captured,
          ...refunds.map(([amount, line], index) => refund(`ref_${index}`, amount, line)),
        ];
        const shuffled = events
          .map((event) => ({ event, place: picks.next().value }))
          .sort((left, right) => left.place - right.place)
          .map(({ event }) => event);
        const straight = live(orderOf(lines), events).order.accruals;
        const mixed = live(orderOf(lines), shuffled).order.accruals;
        expect(sorted(mixed)).toEqual(sorted(straight));
      }),
      { numRuns: 300 },
    );
  });

  it("never claws back more than accrued, and a full refund leaves nothing", () => {
    fc.assert(
      fc.property(bases, amounts, (lines, refunds) => {
        const events = refunds.map((amount, index) => refund(`ref_${index}`, amount));
        const { order } = live(orderOf(lines, 800n), [captured, ...events]);
        expect(order.accruals.every(({ amount_fen, clawed_fen }) => clawed_fen <= amount_fen)).toBe(true);
        const emptied = live(order, [refund("ref_rest", order.total_fen)]).order;
        expect(emptied.accruals.every(({ amount_fen, clawed_fen }) => clawed_fen === amount_fen)).toBe(true);
      }),
    );
  });

  it("replay changes nothing and no key repeats", () => {
    fc.assert(
      fc.property(bases, amounts, (lines, refunds) => {
        const events = refunds.map((amount, index) => refund(`ref_${index}`, amount));
        const { order, transfers } = live(orderOf(lines), [captured, ...events]);
        expect(dueTransfers(order, 2, new Map())).toEqual([]);
        const keys = transfers.map(({ source, tier, kind }) => `${source}|${tier}|${kind}`);
        expect(new Set(keys).size).toBe(keys.length);
        const accrued = sumFen(order.attributions.map(({ amount_fen }) => amount_fen));
        expect(sumFen(order.accruals.map(({ amount_fen }) => amount_fen))).toBe(accrued);
      }),
    );
  });
});

describe("somebody who may not earn", () => {
  const barred = new Map([[1n, "account_closed" as const]]);

  it("forgoes what would accrue, and it goes to nobody else", () => {
    const order = captured(orderOf([10_000n, 5_000n]));
    const forgone = dueForgone(order, 2, barred);
    expect(forgone.map(({ order_line_id, tier, reason }) => [order_line_id, tier, reason])).toEqual([
      ["line_0", 1, "account_closed"],
      ["line_1", 1, "account_closed"],
    ]);
    const transfers = dueTransfers({ ...order, forgone }, 2, new Map());
    expect(transfers.map(({ tier, amount_fen }) => [tier, amount_fen])).toEqual([
      [2, 333n],
      [2, 166n],
    ]);
  });

  it("forgoes nothing before the order is paid whole, and nothing twice", () => {
    const order = orderOf([10_000n]);
    expect(dueForgone(order, 2, barred)).toEqual([]);
    expect(dueOwners(order)).toEqual([]);
    const paid = captured(order);
    const forgone = dueForgone(paid, 2, barred);
    expect(dueForgone({ ...paid, forgone }, 2, barred)).toEqual([]);
    expect(dueOwners({ ...paid, forgone })).toEqual([2n]);
  });

  it("keeps what accrued before, and a refund takes it back as ever", () => {
    const before = captured(orderOf([10_000n]));
    const accrued = posted(before, dueTransfers(before, 2, new Map()));
    expect(dueForgone(accrued, 2, barred)).toEqual([]);
    const refunds = [{ refund_id: "ref", goods_fen: 10_000n, lines: null, occurred_at: at }];
    const back = dueTransfers({ ...accrued, refunds }, 2, new Map());
    expect(back.map(({ kind, amount_fen }) => [kind, amount_fen])).toEqual([
      ["clawback_pending", 1_000n],
      ["clawback_pending", 333n],
    ]);
  });
});
