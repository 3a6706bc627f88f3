import { yuanText } from "@tengman/values";
import { BUCKET_WORDS, explain, KIND_WORDS } from "../domain/statement/explanation";
import { movementsOf } from "../domain/statement/statement";
import type { Entry } from "../modules/distribution/statement/entry-store";
import type { Statement } from "../modules/distribution/statement/service";

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** A moment by the clock of Shanghai: `2026-03-01 10:00:00`. */
export function localTime(moment: Date): string {
  return new Date(moment.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const amount = (fen: bigint) => `<td class="amount">${yuanText(fen)}</td>`;
const signed = (fen: bigint) => `${fen > 0n ? "+" : ""}${yuanText(fen)}`;

/** A4, Chinese type, figures of equal width; a row is never cut in two, and headings repeat on every sheet. */
const STYLE = `
  @page { size: A4; margin: 18mm 14mm; }
  * { box-sizing: border-box; }
  body { font: 14px/1.75 "PingFang SC", "Source Han Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
    color: #1a1d1a; max-width: 1000px; margin: 32px auto; padding: 0 16px; text-spacing-trim: trim-start; }
  h1 { font-size: 22px; line-height: 1.4; margin: 0 0 4px; letter-spacing: .04em; }
  h2 { font-size: 16px; margin: 28px 0 8px; }
  p { margin: 0; color: #5a625a; }
  table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { padding: 6px 8px; border-bottom: 1px solid #dfe3df; text-align: left; vertical-align: top; }
  th { font-weight: 600; border-bottom: 1.5px solid #1a1d1a; white-space: nowrap; }
  .amount { text-align: right; white-space: nowrap; }
  .time, .kind { white-space: nowrap; }
  .why { color: #5a625a; line-break: strict; overflow-wrap: anywhere; }
  .hash { font: 12px/1.6 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  footer { margin-top: 28px; padding-top: 12px; border-top: 1px solid #dfe3df; font-size: 12px; color: #5a625a; }
  @media print { body { margin: 0; padding: 0; max-width: none; font-size: 10.5pt; } h2 { break-after: avoid; } }
  @media (max-width: 640px) { .wide { overflow-x: auto; } }`;

function accountRows({ accounts }: Statement): string {
  return accounts
    .map(
      ({ bucket, opening_fen, in_fen, out_fen, closing_fen }) =>
        `<tr><td>${BUCKET_WORDS[bucket]}</td>${amount(opening_fen)}${amount(in_fen)}${amount(out_fen)}${amount(closing_fen)}</tr>`,
    )
    .join("\n");
}

function entryRow(entry: Entry): string {
  const moves = movementsOf(entry).map(
    ({ bucket, amount_fen }) => `${BUCKET_WORDS[bucket]} ${signed(amount_fen)}`,
  );
  const balances = movementsOf(entry).map(({ bucket }) => yuanText(entry.balances[bucket]));
  return `<tr><td class="time">${localTime(entry.posted_at)}</td><td class="kind">${KIND_WORDS[entry.kind]}</td>
<td class="amount">${moves.join("<br>")}</td><td class="amount">${balances.join("<br>")}</td>
<td class="why">${escaped(explain(entry.kind, entry.reason))}</td></tr>`;
}

function sealWords({ closed }: Statement): string {
  if (!closed) return "本月尚未结账，数据可能继续变化。";
  return `本月已结账封存（${localTime(closed.closed_at)}）。封存校验值：<span class="hash">${closed.hash}</span>`;
}

/** A month's statement as a page to print, complete in itself. Entries are given oldest first. */
export function statementPage(statement: Statement, name: string, entries: readonly Entry[]): string {
  const [year, month] = statement.month.split("-");
  const title = `${year} 年 ${Number(month)} 月佣金对账单`;
  const rows =
    entries.length > 0 ? entries.map(entryRow).join("\n") : `<tr><td colspan="5">本月没有变动</td></tr>`;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${escaped(name)}</title>
<style>${STYLE}
</style>
</head>
<body>
<header><h1>${title}</h1><p>分销商：${escaped(name)}　单位：人民币元</p></header>
<h2>账户汇总</h2>
<div class="wide"><table>
<thead><tr><th>账户</th><th class="amount">期初余额</th><th class="amount">本月增加</th><th class="amount">本月减少</th><th class="amount">期末余额</th></tr></thead>
<tbody>
${accountRows(statement)}
</tbody></table></div>
<h2>变动明细（${entries.length} 笔）</h2>
<div class="wide"><table>
<thead><tr><th>入账时间</th><th>类型</th><th class="amount">变动</th><th class="amount">变动后余额</th><th>说明</th></tr></thead>
<tbody>
${rows}
</tbody></table></div>
<footer>时间为北京时间。期初余额 + 本月增加 − 本月减少 = 期末余额；欠款账户的余额为负数或零。${sealWords(statement)}</footer>
</body>
</html>
`;
}
