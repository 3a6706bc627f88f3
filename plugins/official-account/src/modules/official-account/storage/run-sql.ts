/** Runs a statement with `?` for its values and answers its rows. */
export type RunSql = <Row>(sql: string, values: readonly unknown[]) => Promise<Row[]>;

/** A moment as PostgreSQL's driver hands it over. */
export type Moment = Date | string;

/** ISO 8601 in UTC. */
export const isoOf = (moment: Moment): string => new Date(moment).toISOString();

export const isoOrNull = (moment: Moment | null): string | null => (moment === null ? null : isoOf(moment));
