import type { DataSource, EntityManager } from "typeorm";
import { insertUsedKey } from "./encryption-key-store";
import { refuseWrongKeys } from "./encryption-keys";
import type { Encryptor } from "./encryptor";
import {
  lockSealedRows,
  retireOtherKeys,
  SEALED_TABLES,
  type SealedTable,
  writeSealedRow,
} from "./reencryption-store";

/** Rows in one transaction: few enough that nobody waits for long. */
const BATCH = 200;

/** How many rows were sealed anew, and which keys nothing is sealed under any more. */
export interface Rotation {
  resealed: number;
  retired: string[];
}

/**
 * Seals everything anew under the ring's first key and retires the others. It goes on where an earlier one was stopped,
 * and while the shop is open: servers seal and open under either key meanwhile. It needs the database's owner, as the
 * service may change no payee.
 * @param onBatch hears how many rows were done so far
 */
export async function rotateKeys(
  source: DataSource,
  sealer: Encryptor,
  { now, onBatch = () => undefined }: { now: () => Date; onBatch?: (resealed: number) => void },
): Promise<Rotation> {
  await refuseWrongKeys(source.manager, sealer);
  for (const id of sealer.key_ids) {
    await insertUsedKey(source.manager, { id, proof: sealer.proof(id), now: now() });
  }
  let resealed = 0;
  for (const table of SEALED_TABLES) {
    for (let after: string | undefined = ""; after !== undefined; ) {
      const from: string = after;
      const batch = await source.transaction((manager) => resealBatch(manager, sealer, table, from));
      after = batch.at(-1);
      resealed += batch.length;
      if (batch.length > 0) onBatch(resealed);
    }
  }
  return source.transaction(async (manager) => {
    // Waits for those who seal under an older key at this moment; what they leave is done before anybody else may.
    const retired = await retireOtherKeys(manager, sealer.key_id, now());
    for (const table of SEALED_TABLES) {
      for (let after: string | undefined = ""; after !== undefined; ) {
        const batch: string[] = await resealBatch(manager, sealer, table, after);
        after = batch.at(-1);
        resealed += batch.length;
      }
    }
    return { resealed, retired };
  });
}

/** @returns the names of the rows that were sealed anew */
async function resealBatch(
  manager: EntityManager,
  sealer: Encryptor,
  table: SealedTable,
  after: string,
): Promise<string[]> {
  const rows = await lockSealedRows(manager, table, { key_id: sealer.key_id, after, limit: BATCH });
  for (const row of rows) {
    const contexts = table.fields.map(({ field }) => `${row.context}/${field}`);
    const texts = contexts.map((context, index) =>
      sealer.open(row.sealed[index] ?? Buffer.alloc(0), context, row.sealed_with),
    );
    const number = table.has_lookup
      ? texts[table.fields.findIndex(({ field }) => field === "id_number")]
      : null;
    await writeSealedRow(manager, table, {
      ...row,
      sealed: texts.map((text, index) => sealer.seal(text, contexts[index] ?? "")),
      sealed_with: sealer.key_id,
      lookup: number ? sealer.lookup(number) : null,
    });
  }
  return rows.map(({ id }) => id);
}
