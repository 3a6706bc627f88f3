import type { EntityManager } from "typeorm";
import type { RefundedLine } from "../../../domain/intake/refunded-goods";
import { storedLines } from "./refund-lines";

/** What the intake asks Medusa for. */
export type MoneyKind = "capture" | "refund";

/** What the intake keeps a mark for. */
export type IntakeKind = MoneyKind | "receipt";

/** What became of a capture or a refund: recorded for its order, or why it concerns nobody here. */
export type IntakeOutcome = "recorded" | "without_order" | "without_attribution";

/** A capture or refund taken in; its Medusa id is the idempotency key. */
export interface ProcessedMoney {
  kind: MoneyKind;
  id: string;
  order_id: string | null;
  outcome: IntakeOutcome;
  amount_fen: bigint;
  /** How much of a refund is for goods; 0 for a capture. */
  goods_fen: bigint;
  /** The lines that a refund is for, where somebody knows; together `goods_fen`. */
  lines?: readonly RefundedLine[] | null;
  occurred_at: Date;
  /** The customer from whose account a capture was paid, where that is known. */
  payer_customer_id?: string | null;
}

/** Which of these ids were taken in before. */
export async function findProcessedIds(
  manager: EntityManager,
  kind: MoneyKind,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await manager.query<{ id: string }[]>(
    `select id from distribution.processed where kind = $1 and id = any ($2)`,
    [kind, ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Whether any money of an order was taken in. */
export async function hasProcessed(manager: EntityManager, order_id: string): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `select 1 from distribution.processed where order_id = $1 limit 1`,
    [order_id],
  );
  return rows.length > 0;
}

/** Records captures and refunds; those recorded before are left as they are. */
export async function insertProcessed(
  manager: EntityManager,
  money: readonly ProcessedMoney[],
): Promise<void> {
  await manager.query(
    `insert into distribution.processed
       (kind, id, order_id, outcome, amount_fen, goods_fen, lines, occurred_at, payer_customer_id)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[],
       $7::jsonb[], $8::timestamptz[], $9::text[])
     on conflict (kind, id) do nothing`,
    [
      money.map(({ kind }) => kind),
      money.map(({ id }) => id),
      money.map(({ order_id }) => order_id),
      money.map(({ outcome }) => outcome),
      money.map(({ amount_fen }) => String(amount_fen)),
      money.map(({ goods_fen }) => String(goods_fen)),
      money.map(({ lines = null }) => storedLines(lines)),
      money.map(({ occurred_at }) => occurred_at),
      money.map(({ payer_customer_id = null }) => payer_customer_id),
    ],
  );
}

/** Up to which moment everything of a kind has been taken in; null before the first run. */
export async function readWatermark(manager: EntityManager, kind: IntakeKind): Promise<Date | null> {
  const [row] = await manager.query<{ seen_until: Date }[]>(
    `select seen_until from distribution.intake_progress where kind = $1`,
    [kind],
  );
  return row?.seen_until ?? null;
}

/** Moves the mark forward, never back: of two intakes at once the slower one changes nothing. */
export async function writeWatermark(
  manager: EntityManager,
  kind: IntakeKind,
  seen_until: Date,
): Promise<void> {
  await manager.query(
    `insert into distribution.intake_progress (kind, seen_until) values ($1, $2)
     on conflict (kind) do update set seen_until = greatest(intake_progress.seen_until, excluded.seen_until)`,
    [kind, seen_until],
  );
}

/** Whether money was captured on an order of a customer's; what was refunded later was still bought. */
export async function hasPaidBefore(manager: EntityManager, customer_id: string): Promise<boolean> {
  const [row] = await manager.query<{ has_paid: boolean }[]>(
    `select exists (
       select 1 from distribution.frozen_order o join distribution.processed p on p.order_id = o.order_id
       where o.customer_id = $1 and p.kind = 'capture') as has_paid`,
    [customer_id],
  );
  return row?.has_paid ?? false;
}
