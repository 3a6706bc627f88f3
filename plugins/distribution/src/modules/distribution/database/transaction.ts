import type { DataSource, EntityManager } from "typeorm";

/** What PostgreSQL says to the one it ends of two transactions that wait for each other. */
const DEADLOCK = "40P01";
/** A transaction begins anew so often before its caller learns of the deadlock. */
const ATTEMPTS = 4;

/**
 * Does something in a transaction. Whoever locks several people's accounts takes them in one order; an account that is
 * opened meanwhile has no row yet that could be locked in its turn, so two transactions may still meet halfway. Then
 * nothing of one of them is kept, and it begins anew.
 * @param work changes nothing but the database: it may be done again
 */
export async function inTransaction<T>(
  source: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await source.transaction(work);
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || attempt === ATTEMPTS) throw error;
    }
  }
}
