import type pg from "pg";
import type { DayRange } from "../../../domain/reports/range";
import type { SearchTerm } from "../../../domain/reports/searches";

const SQL = `select term, sum(searches)::integer as searches, sum(visitors)::integer as visitors,
    sum(without_result)::integer as without_result
  from insights.term_day where day between $1 and $2 group by 1
  order by 2 desc, 1 limit 1000`;

/** The thousand terms looked for most. */
export async function readSearches(pool: pg.Pool, { from, to }: DayRange): Promise<SearchTerm[]> {
  return (await pool.query<SearchTerm>(SQL, [from, to])).rows;
}
