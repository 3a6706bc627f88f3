import type { EntityManager } from "typeorm";

/** A table that holds sealed texts: how its rows are named, and in which columns it keeps what. */
export interface SealedTable {
  name: string;
  /** The row's name, which orders the batches. */
  id: string;
  /** The column by which the sealed texts name their row. */
  context: string;
  /** Sealed columns, and what their texts call the field. */
  fields: readonly { column: string; field: string }[];
  /** The column with the key's name. */
  sealed_with: string;
  /** Whether an ID number can be looked up in it. */
  has_lookup: boolean;
}

const NAME_AND_NUMBER = [
  { column: "real_name_sealed", field: "real_name" },
  { column: "id_number_sealed", field: "id_number" },
] as const;

/** Every table with sealed texts. */
export const SEALED_TABLES: readonly SealedTable[] = [
  {
    name: "identity",
    id: "distributor_id",
    context: "distributor_id",
    fields: NAME_AND_NUMBER,
    sealed_with: "sealed_with",
    has_lookup: true,
  },
  {
    name: "former_identity",
    id: `distributor_id || '/' || version`,
    context: "distributor_id",
    fields: NAME_AND_NUMBER,
    sealed_with: "sealed_with",
    has_lookup: false,
  },
  {
    name: "identity_correction",
    id: "id",
    context: "id",
    fields: NAME_AND_NUMBER,
    sealed_with: "sealed_with",
    has_lookup: false,
  },
  {
    name: "payout",
    id: "id",
    context: "id",
    fields: [{ column: "payee_sealed", field: "payee" }],
    sealed_with: "payee_sealed_with",
    has_lookup: false,
  },
];

/** A row's sealed texts, in the order of its table's fields. */
export interface SealedRow {
  id: string;
  context: string;
  sealed: Buffer[];
  sealed_with: string;
}

/** Rows that another key than the given one sealed, in the order of their names; nobody changes them meanwhile. */
export function lockSealedRows(
  manager: EntityManager,
  table: SealedTable,
  wanted: { key_id: string; after: string; limit: number },
): Promise<SealedRow[]> {
  const columns = table.fields.map(({ column }) => column);
  return manager.query<SealedRow[]>(
    `select ${table.id} as id, ${table.context} as context, array[${columns.join(", ")}] as sealed,
       ${table.sealed_with} as sealed_with
     from distribution.${table.name}
     where ${table.sealed_with} <> $1 and ${columns[0]} is not null and ${table.id} > $2
     order by ${table.id} limit $3 for update`,
    [wanted.key_id, wanted.after, wanted.limit],
  );
}

/** Writes a row's texts as they are sealed anew, with the hash that finds its number again. */
export async function writeSealedRow(
  manager: EntityManager,
  table: SealedTable,
  { id, sealed, sealed_with, lookup }: SealedRow & { lookup: Buffer | null },
): Promise<void> {
  const columns = [table.sealed_with, ...table.fields.map(({ column }) => column)];
  const values: unknown[] = [sealed_with, ...sealed];
  if (lookup) {
    columns.push("id_number_lookup");
    values.push(lookup);
  }
  const set = columns.map((column, index) => `${column} = $${index + 2}`).join(", ");
  await manager.query(`update distribution.${table.name} set ${set} where ${table.id} = $1`, [id, ...values]);
}

/** Retires every key but one: from now on nothing is sealed under them. @returns those that were in use until now */
export async function retireOtherKeys(manager: EntityManager, key_id: string, now: Date): Promise<string[]> {
  const [rows] = await manager.query<[{ id: string }[], number]>(
    `update distribution.sealing_key set retired_at = $2 where id <> $1 and retired_at is null returning id`,
    [key_id, now],
  );
  return rows.map(({ id }) => id);
}
