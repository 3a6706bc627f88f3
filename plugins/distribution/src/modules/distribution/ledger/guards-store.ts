import type { DataSource } from "typeorm";

/** The triggers without which the books could be changed, as `table.trigger`; schema/ says what each does. */
const GUARDS = [
  "transfer.append_only",
  "transfer.keep",
  "transfer.check_maturations",
  "accrual.forward",
  "balance.floor",
] as const;

/**
 * Whether the ledger's schema is whole and guarded. PostgreSQL's catalogue says it, which every role may read.
 * @returns undefined when it is
 */
export async function findLedgerFault(
  source: DataSource,
): Promise<"schema_missing" | "guard_missing" | "guard_off" | undefined> {
  const rows = await source.query<{ guard: string; is_on: boolean }[]>(
    `select c.relname || '.' || t.tgname as guard, t.tgenabled in ('O', 'A') as is_on
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'distribution' and not t.tgisinternal`,
  );
  if (rows.length === 0) return "schema_missing";
  const guards = new Map(rows.map(({ guard, is_on }) => [guard, is_on]));
  if (GUARDS.some((guard) => !guards.has(guard))) return "guard_missing";
  return [...guards.values()].every(Boolean) ? undefined : "guard_off";
}
