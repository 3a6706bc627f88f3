import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testCluster } from "../../../../scripts/local/test-shop.mjs";
import { ownerDataSource } from "../../src/modules/distribution/database/data-source";
import { readSchema, SCHEMA_FILES } from "../../src/modules/distribution/schema";
import { readCatalogue } from "../catalogue";
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

/** What the files create: tables, views, functions and indexes by name, triggers by table and name. */
function createdBy(sql: string): string[] {
  const code = sql.replaceAll(/^ *--.*$/gm, "");
  const named = /^create (?:unique |unlogged )*(table|view|function|index) (?:distribution\.)?(\w+)/gm;
  const trigger = /^create (?:constraint )?trigger (\w+) .*? on distribution\.(\w+)/gm;
  return [
    ...[...code.matchAll(named)].map(([, kind, name]) => `${kind} ${name}`),
    ...[...code.matchAll(trigger)].map(([, name, table]) => `trigger ${table}.${name}`),
  ];
}

it("every object of the schema in force stands in exactly one file", async () => {
  const created = readSchema("public").flatMap(createdBy);
  const known = (await readCatalogue(ledger.asOwner)).map(({ object }) => object);
  const inForce = known.filter((object) => /^(table|view|index|trigger|function) /.test(object));
  expect(created.toSorted()).toEqual(inForce.toSorted());
});

it("every file of a schema folder is run", () => {
  const module = join(__dirname, "..", "..", "src", "modules", "distribution");
  const written = readdirSync(module, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".sql"))
    .map((file) => file.replace("/schema/", "/").replace(".sql", ""));
  expect(written.toSorted()).toEqual([...SCHEMA_FILES].toSorted());
});

it("a migrated database is what the files say, to the last right and function body", async () => {
  const cluster = await testCluster();
  const name = `schema_files_${process.pid}`;
  await cluster.createDatabase(name);
  const source = await ownerDataSource({ url: cluster.urlOf(name) }).initialize();
  try {
    await source.query(`create schema distribution; create extension ltree with schema distribution`);
    for (const sql of readSchema("distribution")) await source.query(sql);
    expect(await readCatalogue(ledger.asOwner)).toEqual(await readCatalogue(source));
  } finally {
    await source.destroy();
    await cluster.dropDatabase(name);
  }
}, 60_000);
