import type { DataSource, QueryRunner } from "typeorm";

/** A statement that the service ran, with how PostgreSQL goes about it. */
export interface PlannedQuery {
  sql: string;
  /** Tables that are read from one end to the other. */
  scanned: string[];
  indexes: string[];
  /** Rows of the largest sort that cannot use an index at all, as PostgreSQL guesses them. */
  sorted_rows: number;
}

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Plan Rows": number;
  Plans?: PlanNode[];
}

/** Has the service do something, and explains every statement of it as the same role. */
export async function plansOf(source: DataSource, work: () => Promise<unknown>): Promise<PlannedQuery[]> {
  const ran: { sql: string; values: unknown[] }[] = [];
  const create = source.createQueryRunner.bind(source);
  source.createQueryRunner = (mode) => recording(create(mode), ran);
  try {
    await work();
  } finally {
    source.createQueryRunner = create;
  }
  const planned: PlannedQuery[] = [];
  for (const { sql, values } of ran) planned.push(await explain(source, sql, values));
  return planned;
}

function recording(runner: QueryRunner, ran: { sql: string; values: unknown[] }[]): QueryRunner {
  const query = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>;
  const recorded = (sql: string, values?: unknown[], ...others: unknown[]) => {
    if (/^\s*(with|select|update|insert)\b/i.test(sql) && sql.includes("distribution")) {
      ran.push({ sql, values: values ?? [] });
    }
    return query(sql, values, ...others);
  };
  return Object.assign(runner, { query: recorded });
}

async function explain(source: DataSource, sql: string, values: unknown[]): Promise<PlannedQuery> {
  const [row] = await source.query<{ "QUERY PLAN": { Plan: PlanNode }[] }[]>(
    `explain (format json) ${sql}`,
    values,
  );
  const nodes = row ? row["QUERY PLAN"].flatMap(({ Plan }) => flatten(Plan)) : [];
  const sorts = nodes.filter((node) => node["Node Type"] === "Sort");
  return {
    sql,
    scanned: nodes.flatMap((node) => (node["Node Type"] === "Seq Scan" ? [node["Relation Name"] ?? ""] : [])),
    indexes: nodes.flatMap((node) => node["Index Name"] ?? []),
    sorted_rows: Math.max(0, ...sorts.map((node) => node["Plan Rows"])),
  };
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
