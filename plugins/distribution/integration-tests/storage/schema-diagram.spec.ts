import { join } from "node:path";
import type { DataSource } from "typeorm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestLedger, type TestLedger } from "../database";

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await openTestLedger();
});

afterAll(async () => {
  await ledger?.close();
});

interface Column {
  table: string;
  name: string;
  type: string;
  is_key: boolean;
  refers_to: string | null;
  is_optional: boolean;
}

/** Every column of the schema's tables, as the catalogue knows them. */
function readColumns(source: DataSource): Promise<Column[]> {
  return source.query(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as is_optional,
      coalesce(bool_or(k.contype = 'p'), false) as is_key,
      max(case when k.contype = 'f' then r.relname end) as refers_to
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'distribution'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_constraint k on k.conrelid = c.oid and a.attnum = any (k.conkey)
    left join pg_class r on r.oid = k.confrelid
    where c.relkind = 'r' and c.relname <> 'typeorm_migrations'
    group by c.relname, a.attnum, a.attname, a.atttypid, a.attnotnull
    order by c.relname, a.attnum`);
}

const SHORT: Record<string, string> = { "timestamp with time zone": "timestamptz" };

function diagramOf(columns: readonly Column[]): string {
  const tables = [...new Set(columns.map(({ table }) => table))];
  const bodies = tables.flatMap((table) => [
    `  ${table} {`,
    ...columns
      .filter((column) => column.table === table)
      .map(({ name, type, is_key, refers_to, is_optional }) => {
        const marks = [...(is_key ? ["PK"] : []), ...(refers_to ? ["FK"] : [])].join(", ");
        const kind = (SHORT[type] ?? type).replaceAll(/\W+/g, "_");
        return `    ${kind} ${name}${marks ? ` ${marks}` : ""}${is_optional ? ' "optional"' : ""}`;
      }),
    "  }",
  ]);
  const links = columns
    .filter(({ refers_to }) => refers_to !== null)
    .map(
      ({ table, name, refers_to, is_optional }) =>
        `  ${refers_to} ${is_optional ? "|o" : "||"}--o{ ${table} : ${name}`,
    );
  return ["erDiagram", ...links, ...bodies].join("\n");
}

it("docs/schema.md is the schema that the migrations make", async () => {
  const diagram = diagramOf(await readColumns(ledger.asOwner));
  const page = `# The schema \`distribution\`

Drawn from a migrated database by \`npm run docs:schema\`; a test compares it. Accounts are numbers
(\`account_no × 8 + bucket\`), so transfers, accruals and balances refer to distributors without a foreign key: the
triggers that keep them in step check more than a key could.

\`\`\`mermaid
${diagram}
\`\`\`
`;
  await expect(page).toMatchFileSnapshot(join(__dirname, "..", "..", "docs", "schema.md"));
});
