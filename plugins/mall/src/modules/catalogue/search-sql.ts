import type { SearchQuery, Way } from "../../domain/catalogue/search-query";

/** A piece of SQL with what stands for its question marks. */
export interface Sql {
  sql: string;
  bindings: unknown[];
}

export const joined = (parts: readonly Sql[], between: string): Sql => ({
  sql: parts.map(({ sql }) => `(${sql})`).join(between),
  bindings: parts.flatMap(({ bindings }) => bindings),
});

function waySql({ grams, patterns }: Way): Sql {
  const has = { sql: `p."grams" @> ?::text[]`, bindings: [grams] };
  if (patterns.length === 0) return has;
  return { sql: `${has.sql} and p."letters" like any(?::text[])`, bindings: [grams, patterns] };
}

/** What a row has to fulfil to be found; a forgiving search takes one mistake. */
export function foundSql({ requirements, forgiving }: SearchQuery, isForgiving: boolean): Sql {
  if (!isForgiving) {
    const each = requirements.map((ways) => joined(ways.map(waySql), " or "));
    return joined(each, " and ");
  }
  return forgiving.length === 0 ? { sql: "false", bindings: [] } : joined(forgiving.map(waySql), " or ");
}

/**
 * How well a row fits: all of it in the title, then how much of it stands in the title and in the attributes, then what
 * sells and what is new.
 */
export function scoreSql({ key, pieces }: SearchQuery): Sql {
  const share = (column: string) =>
    `(select count(*) from unnest(?::text[]) piece where position(piece in p."${column}") > 0)::float8 / ${pieces.length}`;
  const inTitle = `position(? in split_part(p."letters", '|', 1)) > 0`;
  return {
    sql: `case when position(? in p."title_key") > 0 then 1000 when ${inTitle} then 500 else 0 end
      + 400 * ${share("title_key")} + 100 * ${share("attribute_key")} + least(60, 10 * ln(1 + p."sales"))
      + 20 * exp(-greatest(0, extract(epoch from now() - p."created_at")) / 2592000.0)`,
    bindings: [key, key, pieces, pieces],
  };
}
