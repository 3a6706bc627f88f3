import type pg from "pg";
import type { EntityManager } from "typeorm";
import { accrual, type LineTransfer } from "../../plugins/distribution/src/domain/ledger/postings";
import type { ProcessedMoney } from "../../plugins/distribution/src/modules/distribution/intake/intake-store";
import { MicroBatcher } from "../../plugins/distribution/src/modules/distribution/intake/micro-batcher";
import { postTransfers } from "../../plugins/distribution/src/modules/distribution/ledger/ledger-store";
import { copyIn } from "./copy";
import { type BenchDatabase, behindTheScenes } from "./database";
import { type Sample, timed, withWorkers } from "./measure";
import { idOf } from "./preload";

/** An order that is frozen and not yet paid: what posting has to write for it. */
export interface FreshOrder {
  number: number;
  total_fen: bigint;
  transfers: LineTransfer[];
}

/** One way of getting orders into the books. */
export interface PostingCase {
  name: string;
  /** How many orders a round posts. */
  orders: number;
  run: (database: BenchDatabase, orders: readonly FreshOrder[]) => Promise<Sample>;
  /** Whether the ledger's own rows are written, so that they can be counted afterwards. */
  isLedger: boolean;
}

const CONNECTIONS = 8;
/** How many transactions the service's own micro-batcher keeps under way. */
const LANES = 2;

/** Reads fresh orders back as what posting is handed. */
export async function readFreshOrders(owner: pg.Pool, from: number, until: number): Promise<FreshOrder[]> {
  const { rows } = await owner.query<{ line: string; tier: number; no: string; base: string; rate: number }>(
    `select order_line_id as line, tier, distributor_no as no, base_fen as base, rate_bps as rate
     from distribution.attribution where order_line_id >= $1 and order_line_id < $2 order by order_line_id, tier`,
    [idOf("ordli", from), idOf("ordli", until)],
  );
  const orders: FreshOrder[] = [];
  const occurred_at = new Date();
  for (const { line, tier, no, base, rate } of rows) {
    const subject = { order_line_id: line, tier, distributor_no: BigInt(no), occurred_at };
    const transfer = accrual(subject, (BigInt(base) * BigInt(rate)) / 10_000n);
    if (tier === 1)
      orders.push({ number: Number(line.slice(6)), total_fen: BigInt(base), transfers: [transfer] });
    else orders.at(-1)?.transfers.push(transfer);
  }
  return orders;
}

function batchesOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

const transfersOf = (orders: readonly FreshOrder[]) => orders.flatMap(({ transfers }) => transfers);

/** Posts in a transaction of its own, as the service does. */
function post({ source }: BenchDatabase, orders: readonly FreshOrder[]): Promise<unknown> {
  return source.transaction((manager) => postTransfers(manager, transfersOf(orders)));
}

/** The same statement through the plain driver. */
async function postPlainly({ plain }: BenchDatabase, orders: readonly FreshOrder[]): Promise<void> {
  const client = await plain.connect();
  try {
    await client.query("begin");
    const manager = {
      query: async (sql: string, values: unknown[]) => (await client.query(sql, values)).rows,
    };
    await postTransfers(manager as unknown as EntityManager, transfersOf(orders));
    await client.query("commit");
  } finally {
    client.release();
  }
}

/** What a mall does that keeps a wallet: a row per commission and an update of the wallet, order by order. */
async function postNaively({ plain }: BenchDatabase, { transfers }: FreshOrder): Promise<void> {
  const client = await plain.connect();
  try {
    await client.query("begin");
    for (const { order_line_id, tier, cr, amount_fen } of transfers) {
      const user = String(cr >> 3n);
      await client.query(
        "insert into naive.commission (order_line_id, tier, user_id, amount_fen) values ($1, $2, $3, $4)",
        [order_line_id, tier, user, String(amount_fen)],
      );
      await client.query("update naive.wallet set balance_fen = balance_fen + $2 where user_id = $1", [
        user,
        String(amount_fen),
      ]);
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    // Two orders may have met the same two wallets the other way round: such a mall tries again.
    if ((error as { code?: string }).code !== "40P01") throw error;
    await postNaively({ plain } as BenchDatabase, { transfers } as FreshOrder);
  } finally {
    client.release();
  }
}

/** Fills the ledger's own tables by COPY, without any of its guards and without balances: as fast as they can be filled. */
async function copyOrders({ owner }: BenchDatabase, orders: readonly FreshOrder[]): Promise<Sample> {
  const rows = orders.flatMap(({ number, transfers }) =>
    transfers.map((transfer) => ({ number, ...transfer })),
  );
  const text = (line: (row: (typeof rows)[number]) => unknown[]) =>
    Buffer.from(rows.map((row) => `${line(row).join("\t")}\n`).join(""));
  const at = new Date().toISOString();
  const transfers = text((row) => [
    row.source,
    row.tier,
    1,
    row.order_line_id,
    row.dr,
    row.cr,
    row.amount_fen,
    at,
  ]);
  const accruals = text((row) => [
    row.order_line_id,
    row.tier,
    idOf("order", row.number),
    row.cr >> 3n,
    row.amount_fen,
    at,
  ]);
  let ms = 0;
  const client = await owner.connect();
  try {
    ms = await timed(async () => {
      await client.query("begin");
      await client.query("set local session_replication_role = replica");
      await copyIn(
        client,
        "copy distribution.transfer (source, tier, kind, order_line_id, dr, cr, amount_fen, occurred_at) from stdin",
        transfers,
      );
      await copyIn(
        client,
        "copy distribution.accrual (order_line_id, tier, order_id, distributor_no, amount_fen, accrued_at) from stdin",
        accruals,
      );
      await client.query("commit");
    });
  } finally {
    client.release();
  }
  await addToBalances(owner, orders);
  return { done: orders.length, ms, latencies_ms: [ms] };
}

/** Brings the balances up to what COPY wrote past the trigger. */
function addToBalances(owner: pg.Pool, orders: readonly FreshOrder[]): Promise<void> {
  return behindTheScenes(owner, async (client) => {
    await client.query(
      `insert into balance (account, balance_fen, version)
       select account, sum(fen), count(*) from unnest($1::bigint[], $2::bigint[]) m(account, fen) group by 1
       on conflict (account) do update set balance_fen = balance.balance_fen + excluded.balance_fen,
         version = balance.version + excluded.version`,
      [
        transfersOf(orders).map(({ cr }) => String(cr)),
        transfersOf(orders).map(({ amount_fen }) => String(amount_fen)),
      ],
    );
  });
}

function captureOf({ number, total_fen }: FreshOrder): ProcessedMoney {
  const order_id = idOf("order", number);
  const money = { id: idOf("capt", number), order_id, outcome: "recorded", amount_fen: total_fen } as const;
  return { kind: "capture", goods_fen: 0n, occurred_at: new Date(), ...money };
}

const inBatches = (size: number, orders: number, connections = 1): PostingCase => ({
  name: connections === 1 ? `batch ${size}` : `batch ${size}, ${connections} connections`,
  orders,
  isLedger: true,
  run: (database, fresh) =>
    withWorkers(
      connections,
      batchesOf(fresh, size).map((batch) => () => post(database, batch)),
      fresh.length,
    ),
});

const throughBatcher = (callers: number, orders: number): PostingCase => ({
  name: `micro-batcher ${callers}`,
  orders,
  isLedger: true,
  run: (database, fresh) => {
    const batcher = new MicroBatcher<FreshOrder, null>(
      async (items) => {
        await post(database, items);
        return items.map(() => null);
      },
      { most: callers, lanes: LANES },
    );
    return withWorkers(
      callers,
      fresh.map((order) => () => batcher.submit(order)),
      fresh.length,
    );
  },
});

const naive = (connections: number, orders: number): PostingCase => ({
  name: `naive, ${connections} connection${connections > 1 ? "s" : ""}`,
  orders,
  isLedger: false,
  run: (database, fresh) =>
    withWorkers(
      connections,
      fresh.map((order) => () => postNaively(database, order)),
      fresh.length,
    ),
});

/** Every case, with how many orders a round of a full run posts. */
export const POSTING_CASES: PostingCase[] = [
  { name: "COPY", orders: 20_000, isLedger: true, run: copyOrders },
  naive(1, 600),
  naive(CONNECTIONS, 2_400),
  {
    name: `per order, ${CONNECTIONS} connections`,
    orders: 2_400,
    isLedger: true,
    run: (database, fresh) =>
      withWorkers(
        CONNECTIONS,
        fresh.map((order) => () => post(database, [order])),
        fresh.length,
      ),
  },
  inBatches(50, 4_000),
  inBatches(200, 8_000),
  inBatches(1_000, 16_000),
  inBatches(1_000, 32_000, 2),
  {
    name: "batch 1000, plain pg",
    orders: 16_000,
    isLedger: true,
    run: (database, fresh) =>
      withWorkers(
        1,
        batchesOf(fresh, 1_000).map((batch) => () => postPlainly(database, batch)),
        fresh.length,
      ),
  },
  throughBatcher(64, 8_000),
  throughBatcher(256, 16_000),
  {
    name: "whole intake, 256 callers",
    orders: 8_000,
    isLedger: true,
    run: ({ service }, fresh) =>
      withWorkers(
        256,
        fresh.map((order) => () => service.intake.ingest([captureOf(order)])),
        fresh.length,
      ),
  },
];
