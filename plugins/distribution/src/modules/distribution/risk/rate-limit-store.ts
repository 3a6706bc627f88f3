import type { EntityManager } from "typeorm";
import type { Failures, RateLimitKeyKind } from "../../../domain/risk/rate-limit";

/** Who guesses, as the table knows them: by a mark that says nothing. */
export interface RateLimitKey {
  kind: RateLimitKeyKind;
  mark: Buffer;
}

/** How often these missed in a window; who never missed is not among them. */
export function readMisses(
  manager: EntityManager,
  keys: readonly RateLimitKey[],
  window_start: Date,
): Promise<Failures[]> {
  return manager.query<Failures[]>(
    `select m.kind, m.misses from unnest($1::text[], $2::bytea[]) as g(kind, mark)
     join distribution.missed_guess m on m.kind = g.kind and m.mark = g.mark and m.window_start = $3`,
    [keys.map(({ kind }) => kind), keys.map(({ mark }) => mark), window_start],
  );
}

/** Counts a miss of all of these. @returns how often each has missed in the window now */
export function addMiss(
  manager: EntityManager,
  keys: readonly RateLimitKey[],
  window_start: Date,
): Promise<Failures[]> {
  // In one order, so that two misses at once never wait for each other.
  return manager.query<Failures[]>(
    `insert into distribution.missed_guess as m (kind, mark, window_start, misses)
     select kind, mark, $3, 1 from unnest($1::text[], $2::bytea[]) as g(kind, mark) order by kind, mark
     on conflict (kind, mark, window_start) do update set misses = m.misses + 1
     returning kind, misses`,
    [keys.map(({ kind }) => kind), keys.map(({ mark }) => mark), window_start],
  );
}

/** Forgets windows that began before a moment. */
export async function forgetMisses(manager: EntityManager, before: Date): Promise<void> {
  await manager.query(`delete from distribution.missed_guess where window_start < $1`, [before]);
}
