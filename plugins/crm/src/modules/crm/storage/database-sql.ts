/** The part of Medusa's database connection that this module uses; `?` stands for a value. */
export interface Database {
  raw<Row = Record<string, unknown>>(
    sql: string,
    bindings?: readonly unknown[],
  ): Promise<{ rows: Row[]; rowCount: number }>;
  transaction<Result>(work: (transaction: Database) => Promise<Result>): Promise<Result>;
}

/** A piece of SQL with the values of its question marks. */
export interface Sql {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

/** Pieces with something between them, in brackets. */
export const joined = (parts: readonly Sql[], between: string): Sql => ({
  sql: `(${parts.map(({ sql }) => sql).join(between)})`,
  bindings: parts.flatMap(({ bindings }) => bindings),
});

/** Whether PostgreSQL refused a row because there is one like it. */
export const isDuplicate = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "23505";
