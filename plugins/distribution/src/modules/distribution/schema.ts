import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The files that make the schema in force, in the order in which they can be run: what a file refers to stands in one
 * before it. A guard of a subject stands in the subject's file, also where it watches another's table.
 */
export const SCHEMA_FILES = [
  "database/guards",
  "database/audit",
  "plan/compliance",
  "plan/plan",
  "plan/cost",
  "referral/distributor",
  "referral/share-token",
  "referral/binding",
  "referral/binding-change",
  "plan/grade",
  "intake/frozen-order",
  "intake/processed",
  "ledger/transfer",
  "ledger/accrual",
  "ledger/balance",
  "intake/forgone",
  "identity/identity",
  "payout/payout",
  "identity/encryption-key",
  "identity/erasure",
  "risk/signal",
  "risk/case",
  "risk/rate-limit",
  "statement/month",
  "statement/verification",
  "statement/ranking",
] as const;

// Medusa compiles TypeScript alone, so the package ships these files where they were written.
const FOLDER = __dirname.replace(join(".medusa", "server", "src"), "src");

/**
 * The statements of each file of the schema, in their order.
 * @param ltree the schema that holds PostgreSQL's type `ltree`; the files call it `:ltree`
 */
export function readSchema(ltree: string): string[] {
  return SCHEMA_FILES.map((file) => {
    const [subject = "", topic] = file.split("/");
    return readFileSync(join(FOLDER, subject, "schema", `${topic}.sql`), "utf8").replaceAll(
      /(?<!:):ltree\b/g,
      ltree,
    );
  });
}
