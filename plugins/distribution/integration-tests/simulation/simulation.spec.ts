import { randomInt } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { seedOfDay, shareOf } from "../../../../scripts/local/seed-of-day.mjs";

/** A life that touches every rule; `npm run simulate` lives longer ones. */
const FIXED_SEED = 20_260_703;
const FIXED_ORDERS = 2_500;
/** Whole in `npm run test:simulation`; by day a shorter life, another one every time. */
const IS_WHOLE = process.env.SIMULATION_MISTAKES === "all";
const FRESH_ORDERS = IS_WHOLE ? 1_000 : 300;
/** Long enough, and of such people, that each planted mistake shows. */
const PLANTED_SEED = 20;
const PLANTED_ORDERS = 250;

afterEach(() => {
  vi.doUnmock("../../src/modules/distribution/intake/intake-store");
  vi.doUnmock("../../src/modules/distribution/intake/order-ledger-store");
  vi.doUnmock("../../src/modules/distribution/intake/forgone-store");
  vi.doUnmock("../../src/domain/ledger/postings");
  vi.doUnmock("../../src/domain/intake/refund-allocation");
  vi.doUnmock("../../src/domain/plan/commission");
  vi.doUnmock("../../src/domain/referral/referral-chain");
  vi.doUnmock("../../src/domain/referral/distributor-status");
  vi.doUnmock("../../src/modules/distribution/intake/maturation");
  vi.resetModules();
});

async function simulated(seed: number, orders: number) {
  vi.resetModules();
  const { simulate } = await import("./simulation.ts");
  return simulate(seed, orders);
}

describe("the books kept twice", () => {
  it("agree after months of shop life", async () => {
    const { orders, lived } = await simulated(FIXED_SEED, FIXED_ORDERS);
    expect(orders).toBe(FIXED_ORDERS);
    // A rule that this life never touched would have been agreed on for nothing.
    expect(Object.entries(lived).filter(([, count]) => count === 0)).toEqual([]);
  }, 300_000);

  it("agree after another life every time", async () => {
    const seed = randomInt(1e9);
    console.log(`npm run simulate -- --seed ${seed} --orders ${FRESH_ORDERS}`);
    await simulated(seed, FRESH_ORDERS);
  }, 200_000);
});

describe("a service with a planted mistake is caught", () => {
  const planted: { name: string; live: () => Promise<void>; timeout_ms: number }[] = [];
  const plant = (name: string, live: () => Promise<void>, timeout_ms: number) =>
    planted.push({ name, live, timeout_ms });

  /** All of them are lived through by `npm run test:simulation`, a third of them every day by `npm test`. */
  function mistakesOfToday() {
    if (IS_WHOLE) return planted;
    const seed = seedOfDay("SIMULATION_MISTAKES");
    console.log(`A third of the planted mistakes: SIMULATION_MISTAKES=${seed}; all: npm run test:simulation`);
    return shareOf(planted, { seed, of: 3, groupOf: () => "planted", nameOf: ({ name }) => name });
  }

  const caught = async (what: RegExp) =>
    expect(simulated(PLANTED_SEED, PLANTED_ORDERS)).rejects.toThrow(what);

  it("and without one the same life agrees", async () => {
    expect(await simulated(PLANTED_SEED, PLANTED_ORDERS)).toMatchObject({ orders: PLANTED_ORDERS });
  }, 120_000);

  plant(
    "a skipped idempotency key: what is told twice is taken in twice",
    async () => {
      type Intake = typeof import("../../src/modules/distribution/intake/intake-store");
      let told = 0;
      vi.doMock("../../src/modules/distribution/intake/intake-store", async (original) => {
        const real = await original<Intake>();
        const insertProcessed: Intake["insertProcessed"] = (manager, money) =>
          real.insertProcessed(
            manager,
            money.map((one) => ({ ...one, id: `${one.id}_${told++}` })),
          );
        return { ...real, insertProcessed };
      });
      await caught(/accounts of cus_/);
    },
    120_000,
  );

  plant(
    "a re-read binding: whoever invited the buyer by now earns, and the database is made to believe it",
    async () => {
      type Ledger = typeof import("../../src/modules/distribution/intake/order-ledger-store");
      vi.doMock("../../src/modules/distribution/intake/order-ledger-store", async (original) => {
        const real = await original<Ledger>();
        const readOrderLedgers: Ledger["readOrderLedgers"] = async (manager, totals) => {
          await manager.query(
            `update distribution.attribution t set distributor_no = d.account_no
           from distribution.frozen_order o
           join distribution.binding b on b.customer_id = o.customer_id and b.ended_at is null
           join distribution.distributor d on d.id = b.distributor_id
           where t.order_id = o.order_id and t.tier = 1 and o.order_id = any ($1)
             and not exists (select 1 from distribution.accrual a where a.order_id = o.order_id)`,
            [[...totals.keys()]],
          );
          return real.readOrderLedgers(manager, totals);
        };
        return { ...real, readOrderLedgers };
      });
      vi.resetModules();
      const { Shop } = await import("./shop.ts");
      const open = Shop.open;
      vi.spyOn(Shop, "open").mockImplementation(async () => {
        const shop = await open.call(Shop);
        await shop.ledger.asOwner.query(`drop trigger frozen on distribution.attribution`);
        await shop.ledger.asOwner.query(`grant update on distribution.attribution to tengman_distribution`);
        return shop;
      });
      const { simulate } = await import("./simulation.ts");
      await expect(simulate(PLANTED_SEED, PLANTED_ORDERS)).rejects.toThrow(/accounts of cus_/);
    },
    120_000,
  );

  plant(
    "a clawback from the wrong bucket: what has matured is taken from nothing but debt",
    async () => {
      type Postings = typeof import("../../src/domain/ledger/postings");
      vi.doMock("../../src/domain/ledger/postings", async (original) => {
        const real = await original<Postings>();
        const clawback: Postings["clawback"] = (subject, refund, state) =>
          real.clawback(subject, refund, state, 0n);
        return { ...real, clawback };
      });
      await caught(/accounts of cus_/);
    },
    120_000,
  );

  plant(
    "a rounding remainder dropped: the fen that no line's share is whole for is forgotten",
    async () => {
      type Allocation = typeof import("../../src/domain/intake/refund-allocation");
      vi.doMock("../../src/domain/intake/refund-allocation", async (original) => {
        const real = await original<Allocation>();
        const spreadRefund: Allocation["spreadRefund"] = (refunded_fen, bases) => {
          const whole = bases.reduce((sum, base) => sum + base, 0n);
          return refunded_fen >= whole ? [...bases] : bases.map((base) => (base * refunded_fen) / whole);
        };
        return { ...real, spreadRefund };
      });
      await caught(/accounts of cus_/);
    },
    120_000,
  );

  plant(
    "a refund's line forgotten: what was for one line is spread over all of them",
    async () => {
      type Intake = typeof import("../../src/modules/distribution/intake/intake-store");
      vi.doMock("../../src/modules/distribution/intake/intake-store", async (original) => {
        const real = await original<Intake>();
        const insertProcessed: Intake["insertProcessed"] = (manager, money) =>
          real.insertProcessed(
            manager,
            money.map((one) => ({ ...one, lines: null })),
          );
        return { ...real, insertProcessed };
      });
      await caught(/accounts of cus_/);
    },
    120_000,
  );

  plant(
    "a maturation that ignores an open case",
    async () => {
      type Maturing = typeof import("../../src/modules/distribution/intake/maturation");
      vi.doMock("../../src/modules/distribution/intake/maturation", async (original) => {
        const real = await original<Maturing>();
        const none = { ordersWithOpenCase: async () => new Set<string>() };
        const matureBatch: Maturing["matureBatch"] = (manager, batch) =>
          real.matureBatch(manager, { ...batch, cases: none });
        return { ...real, matureBatch };
      });
      await caught(/accounts of cus_/);
    },
    120_000,
  );

  plant(
    "a cap ignored: every line pays what its rate gives",
    async () => {
      type Commission = typeof import("../../src/domain/plan/commission");
      vi.doMock("../../src/domain/plan/commission", async (original) => {
        const real = await original<Commission>();
        const caps = { per_line: null, per_order: null, margin_floor: null };
        const attribute: Commission["attribute"] = (plan, lines, chain, at) =>
          real.attribute({ ...plan, caps }, lines, chain, at);
        return { ...real, attribute };
      });
      await caught(/accounts of cus_/);
    },
    120_000,
  );

  plant(
    "an expired binding honoured: whoever is above it goes on earning",
    async () => {
      type Chain = typeof import("../../src/domain/referral/referral-chain");
      vi.doMock("../../src/domain/referral/referral-chain", async (original) => {
        const real = await original<Chain>();
        const earners: Chain["earners"] = (upline, buyer, tiers, now) => {
          const endless = upline.map((step) => ({ ...step, expires_at: null }));
          return real.earners(endless, buyer, tiers, now);
        };
        return { ...real, earners };
      });
      await caught(/accounts of cus_/);
    },
    120_000,
  );

  plant(
    "a frozen step left out: whoever is above it moves up",
    async () => {
      type Chain = typeof import("../../src/domain/referral/referral-chain");
      vi.doMock("../../src/domain/referral/referral-chain", async (original) => {
        const real = await original<Chain>();
        const earners: Chain["earners"] = (upline, buyer, tiers, now) =>
          real.earners(
            upline.filter(({ status }) => status === "active"),
            buyer,
            tiers,
            now,
          );
        return { ...real, earners };
      });
      await caught(/accounts of cus_/);
    },
    120_000,
  );

  plant(
    "a payout of whoever is frozen by now, approved",
    async () => {
      type Standing = typeof import("../../src/domain/referral/distributor-status");
      vi.doMock("../../src/domain/referral/distributor-status", async (original) => ({
        ...(await original<Standing>()),
        mayWithdraw: () => true,
      }));
      await caught(/payouts? /);
    },
    120_000,
  );

  plant(
    "a closed account that goes on earning",
    async () => {
      type Forgone = typeof import("../../src/modules/distribution/intake/forgone-store");
      vi.doMock("../../src/modules/distribution/intake/forgone-store", async (original) => ({
        ...(await original<Forgone>()),
        findClosed: async () => new Set<bigint>(),
      }));
      // In the shorter life nobody is closed while a friend's order is unpaid.
      await expect(simulated(7, 2_000)).rejects.toThrow(/accounts of cus_/);
    },
    580_000,
  );

  plant(
    "a distributor who pays for a friend's order and earns on it",
    async () => {
      type Forgone = typeof import("../../src/modules/distribution/intake/forgone-store");
      vi.doMock("../../src/modules/distribution/intake/forgone-store", async (original) => ({
        ...(await original<Forgone>()),
        findPayingEarners: async () => new Map<string, Set<bigint>>(),
      }));
      await caught(/accounts of cus_/);
    },
    120_000,
  );

  for (const { name, live, timeout_ms } of mistakesOfToday()) it(name, live, timeout_ms);
});
