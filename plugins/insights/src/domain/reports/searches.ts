import { bpsOf, compare, type ReportContent, tableOf } from "./report";

/** What people looked for. */
export interface SearchTerm {
  term: string;
  searches: number;
  visitors: number;
  without_result: number;
}

/** What people look for, and what of it the shop does not have. */
export function searchesOf(now: readonly SearchTerm[], before: readonly SearchTerm[]): ReportContent {
  const columns = { term: "text", searches: "count", visitors: "count", without_result: "count" } as const;
  const missing = now
    .filter(({ without_result }) => without_result > 0)
    .toSorted((one, other) => other.without_result - one.without_result);
  return {
    figures: compare(
      { searches: "count", terms: "count", without_result: "count", missed: "bps" },
      totalsOf(now),
      totalsOf(before),
    ),
    tables: [tableOf("terms", columns, now), tableOf("without_result", columns, missing)],
  };
}

function totalsOf(terms: readonly SearchTerm[]) {
  const searches = terms.reduce((sum, term) => sum + term.searches, 0);
  const without_result = terms.reduce((sum, term) => sum + term.without_result, 0);
  return { searches, terms: terms.length, without_result, missed: bpsOf(without_result, searches) };
}
