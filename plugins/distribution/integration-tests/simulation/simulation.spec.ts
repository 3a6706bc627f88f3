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

const OF_SERVICE = "../../src/modules/distribution";
const OF_DOMAIN = "../../src/domain";

afterEach(() => {
  for (const { module } of MISTAKES) vi.doUnmock(module);
  vi.restoreAllMocks();
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

/** One function or value of the service that does something wrong, and how the auditor must find it out. */
interface Mistake {
  readonly name: string;
  /** Where it is planted. */
  readonly module: string;
  /** What the module has instead. @param real what it has by right */
  readonly plant: (real: never) => object;
  /** What the database is made to believe before the shop opens. */
  readonly blind?: readonly string[];
  readonly caught?: RegExp;
  /** Which life shows it, where the usual one does not. */
  readonly life?: readonly [seed: number, orders: number];
}

type Intake = typeof import("../../src/modules/distribution/intake/intake-store");
type OrderLedger = typeof import("../../src/modules/distribution/intake/order-ledger-store");
type Postings = typeof import("../../src/domain/ledger/postings");
type Maturing = typeof import("../../src/modules/distribution/intake/maturation");
type Commission = typeof import("../../src/domain/plan/commission");
type Chain = typeof import("../../src/domain/referral/referral-chain");

/** The intake with something else done to the money it is told of. */
const toldOtherwise =
  (change: (one: Parameters<Intake["insertProcessed"]>[1][number]) => object) =>
  ({ insertProcessed }: Intake) => ({
    insertProcessed: (manager: Parameters<Intake["insertProcessed"]>[0], money: readonly never[]) =>
      insertProcessed(manager, money.map((one) => ({ ...(one as object), ...change(one) })) as never),
  });

/** The chain with another one above the buyer. */
const chainOtherwise =
  (change: (upline: Parameters<Chain["earners"]>[0]) => Parameters<Chain["earners"]>[0]) =>
  ({ earners }: Chain) => ({
    earners: ((upline, ...rest) => earners(change(upline), ...rest)) satisfies Chain["earners"],
  });

let told = 0;

const MISTAKES: readonly Mistake[] = [
  {
    name: "a skipped idempotency key: what is told twice is taken in twice",
    module: `${OF_SERVICE}/intake/intake-store`,
    plant: toldOtherwise(({ id }) => ({ id: `${id}_${told++}` })),
  },
  {
    name: "a re-read binding: whoever invited the buyer by now earns, and the database is made to believe it",
    module: `${OF_SERVICE}/intake/order-ledger-store`,
    plant: ({ readOrderLedgers }: OrderLedger) => ({
      readOrderLedgers: (async (manager, totals) => {
        await manager.query(
          `update distribution.attribution t set distributor_no = d.account_no
           from distribution.frozen_order o
           join distribution.binding b on b.customer_id = o.customer_id and b.ended_at is null
           join distribution.distributor d on d.id = b.distributor_id
           where t.order_id = o.order_id and t.tier = 1 and o.order_id = any ($1)
             and not exists (select 1 from distribution.accrual a where a.order_id = o.order_id)`,
          [[...totals.keys()]],
        );
        return readOrderLedgers(manager, totals);
      }) satisfies OrderLedger["readOrderLedgers"],
    }),
    blind: [
      "drop trigger frozen on distribution.attribution",
      "grant update on distribution.attribution to tengman_distribution",
    ],
  },
  {
    name: "a clawback from the wrong bucket: what has matured is taken from nothing but debt",
    module: `${OF_DOMAIN}/ledger/postings`,
    plant: ({ clawback }: Postings) => ({
      clawback: ((subject, refund, state) =>
        clawback(subject, refund, state, 0n)) satisfies Postings["clawback"],
    }),
  },
  {
    name: "a rounding remainder dropped: the fen that no line's share is whole for is forgotten",
    module: `${OF_DOMAIN}/intake/refund-allocation`,
    plant: () => ({
      spreadRefund(refunded_fen: bigint, bases: readonly bigint[]) {
        const whole = bases.reduce((sum, base) => sum + base, 0n);
        return refunded_fen >= whole ? [...bases] : bases.map((base) => (base * refunded_fen) / whole);
      },
    }),
  },
  {
    name: "a refund's line forgotten: what was for one line is spread over all of them",
    module: `${OF_SERVICE}/intake/intake-store`,
    plant: toldOtherwise(() => ({ lines: null })),
  },
  {
    name: "a maturation that ignores an open case",
    module: `${OF_SERVICE}/intake/maturation`,
    plant: ({ matureBatch }: Maturing) => ({
      matureBatch: ((manager, batch) =>
        matureBatch(manager, {
          ...batch,
          cases: { ordersWithOpenCase: async () => new Set<string>() },
        })) satisfies Maturing["matureBatch"],
    }),
  },
  {
    name: "a cap ignored: every line pays what its rate gives",
    module: `${OF_DOMAIN}/plan/commission`,
    plant: ({ attribute }: Commission) => ({
      attribute: ((plan, ...rest) =>
        attribute(
          { ...plan, caps: { per_line: null, per_order: null, margin_floor: null } },
          ...rest,
        )) satisfies Commission["attribute"],
    }),
  },
  {
    name: "an expired binding honoured: whoever is above it goes on earning",
    module: `${OF_DOMAIN}/referral/referral-chain`,
    plant: chainOtherwise((upline) => upline.map((step) => ({ ...step, expires_at: null }))),
  },
  {
    name: "a frozen step left out: whoever is above it moves up",
    module: `${OF_DOMAIN}/referral/referral-chain`,
    plant: chainOtherwise((upline) => upline.filter(({ status }) => status === "active")),
  },
  {
    name: "a payout of whoever is frozen by now, approved",
    module: `${OF_DOMAIN}/referral/distributor-status`,
    plant: () => ({ mayWithdraw: () => true }),
    caught: /payouts? /,
  },
  {
    name: "a closed account that goes on earning",
    module: `${OF_SERVICE}/intake/forgone-store`,
    plant: () => ({ findClosed: async () => new Set<bigint>() }),
    // In the shorter life nobody is closed while a friend's order is unpaid.
    life: [7, 2_000],
  },
  {
    name: "a distributor who pays for a friend's order and earns on it",
    module: `${OF_SERVICE}/intake/forgone-store`,
    plant: () => ({ findPayingEarners: async () => new Map<string, Set<bigint>>() }),
  },
];

/** All of them are lived through by `npm run test:simulation`, a third of them every day by `npm test`. */
function mistakesOfToday(): readonly Mistake[] {
  if (IS_WHOLE) return MISTAKES;
  const seed = seedOfDay("SIMULATION_MISTAKES");
  console.log(`A third of the planted mistakes: SIMULATION_MISTAKES=${seed}; all: npm run test:simulation`);
  return shareOf(MISTAKES, { seed, of: 3, groupOf: () => "planted", nameOf: ({ name }) => name });
}

/** Takes a guard of the database away from every shop that opens. */
async function blindDatabase(statements: readonly string[]): Promise<void> {
  const { Shop } = await import("./shop.ts");
  const open = Shop.open;
  vi.spyOn(Shop, "open").mockImplementation(async () => {
    const shop = await open.call(Shop);
    for (const statement of statements) await shop.ledger.asOwner.query(statement);
    return shop;
  });
}

describe("a service with a planted mistake is caught", () => {
  it("and without one the same life agrees", async () => {
    expect(await simulated(PLANTED_SEED, PLANTED_ORDERS)).toMatchObject({ orders: PLANTED_ORDERS });
  }, 120_000);

  for (const mistake of mistakesOfToday()) {
    const { name, module, plant, blind = [], caught = /accounts of cus_/ } = mistake;
    const [seed, orders] = mistake.life ?? [PLANTED_SEED, PLANTED_ORDERS];
    it(name, async () => {
      vi.doMock(module, async (original) => {
        const real = await original<object>();
        return { ...real, ...plant(real as never) };
      });
      vi.resetModules();
      await blindDatabase(blind);
      const { simulate } = await import("./simulation.ts");
      await expect(simulate(seed, orders)).rejects.toThrow(caught);
    }, 580_000);
  }
});
