import type { MedusaResponse } from "@medusajs/framework/http";
import { BUCKET_NAMES } from "../domain/ledger/accounts";
import { monthBounds } from "../domain/shanghai-month";
import { BYTE_ORDER_MARK, csvRow } from "../domain/spreadsheet";
import { BUCKET_WORDS, explain, KIND_WORDS } from "../domain/statement/explanation";
import { movementsOf } from "../domain/statement/statement";
import type { EntryPosition } from "../modules/distribution/ledger/ledger-list-store";
import type { DistributorRow } from "../modules/distribution/referral/people.entity";
import type { DistributionModuleService } from "../modules/distribution/service";
import type { Entry } from "../modules/distribution/statement/entry-store";
import { statementView } from "../modules/distribution/statement/views";
import { sendRefusal } from "./refusals";
import { localTime, statementPage } from "./statement-page";

/** Rows read at once. */
const CHUNK = 1_000;
/** More rows than anybody prints; a spreadsheet takes them all. */
const LONGEST_PAGE = 20_000;

interface WantedStatement {
  distributor: Pick<DistributorRow, "id" | "account_no" | "display_name">;
  month: string;
  format: "json" | "csv" | "html";
}

/** A month's entries, latest first, in chunks. */
async function* entriesOf(
  service: DistributionModuleService,
  distributor_no: bigint,
  month: string,
): AsyncGenerator<Entry[]> {
  const { starts_at, ends_at } = monthBounds(month);
  let before: EntryPosition | null = null;
  for (;;) {
    const chunk: Entry[] = await service.statements.entries({
      distributor_no,
      since: starts_at,
      until: ends_at,
      bucket: null,
      before,
      limit: CHUNK,
    });
    if (chunk.length > 0) yield chunk;
    const last = chunk.at(-1);
    if (!last || chunk.length < CHUNK) return;
    before = last.position;
  }
}

/** Answers a statement as it is wanted. */
export async function sendStatement(
  res: MedusaResponse,
  service: DistributionModuleService,
  wanted: WantedStatement,
): Promise<void> {
  res.setHeader("cache-control", "no-store");
  if (wanted.format === "csv") return sendSheet(res, service, wanted);
  const { distributor, month, format } = wanted;
  const statement = await service.statements.statement(distributor.account_no, month);
  const { id, display_name } = distributor;
  const view = { ...statementView(statement), distributor: { id, display_name } };
  if (format === "json") {
    res.json({ statement: view });
    return;
  }
  const entries: Entry[] = [];
  for await (const chunk of entriesOf(service, distributor.account_no, month)) {
    entries.push(...chunk);
    if (entries.length > LONGEST_PAGE)
      return sendRefusal(res, { kind: "refused", code: "statement_too_long" });
  }
  res.setHeader("content-type", "text/html; charset=utf-8");
  res.setHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
  res.setHeader("x-content-type-options", "nosniff");
  res.send(statementPage(statement, display_name, entries.reverse()));
}

const HEADINGS = [
  "入账时间",
  "发生时间",
  "类型",
  ...BUCKET_NAMES.map((bucket) => `${BUCKET_WORDS[bucket]}变动（元）`),
  ...BUCKET_NAMES.map((bucket) => `${BUCKET_WORDS[bucket]}余额（元）`),
  "说明",
];

async function sendSheet(
  res: MedusaResponse,
  service: DistributionModuleService,
  { distributor, month }: WantedStatement,
): Promise<void> {
  res.setHeader("content-type", "text/csv; charset=utf-8");
  res.setHeader("content-disposition", `attachment; filename="statement-${month}.csv"`);
  res.write(`${BYTE_ORDER_MARK}${csvRow(HEADINGS)}`);
  for await (const chunk of entriesOf(service, distributor.account_no, month)) {
    res.write(chunk.map(sheetRow).join(""));
  }
  res.end();
}

function sheetRow(entry: Entry): string {
  const movements = movementsOf(entry);
  const moved = (bucket: string) => movements.find((movement) => movement.bucket === bucket);
  return csvRow([
    localTime(entry.posted_at),
    localTime(entry.occurred_at),
    KIND_WORDS[entry.kind],
    ...BUCKET_NAMES.map((bucket) => ({ fen: moved(bucket)?.amount_fen ?? 0n })),
    ...BUCKET_NAMES.map((bucket) => ({ fen: entry.balances[bucket] })),
    explain(entry.kind, entry.reason),
  ]);
}
