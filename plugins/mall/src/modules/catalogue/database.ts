/** The part of Medusa's database connection that this module uses. */
export interface Database {
  raw<Row = Record<string, unknown>>(sql: string, bindings?: readonly unknown[]): Promise<{ rows: Row[] }>;
}
