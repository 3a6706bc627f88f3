import type { MedusaContainer } from "@medusajs/framework/types";
import { csvOf } from "../domain/reports/csv";
import { mailedRange } from "../domain/reports/report-mail";
import { type Day, dayOf } from "../domain/shanghai-day";
import type { StoredReportMail } from "../modules/insights/reports/report-mail-store";
import { insightsOf } from "./insights-module";
import { sendMail } from "./mail";
import { readReport } from "./read-report";

/** Mails the reports that are due, each table as a file. Safe on several servers at once, and again. */
export async function mailReports(container: MedusaContainer, now: Date): Promise<void> {
  const { reportMails } = insightsOf(container);
  const today = dayOf(now);
  for (let due = await reportMails.claim(today, now); due; due = await reportMails.claim(today, now)) {
    await reportMails.mark(due, await mailOne(container, due, today, now), { now, today });
  }
}

async function mailOne(
  container: MedusaContainer,
  { report: name, every, emails, next_on }: StoredReportMail,
  today: Day,
  now: Date,
): Promise<string | null> {
  const range = mailedRange(every, next_on < today ? today : next_on);
  const report = await readReport(container, name, range, now);
  const days = `${range.from} 至 ${range.to}`;
  const attachments = report.tables.map((table) => ({
    filename: `${name}-${table.name}-${range.from}-${range.to}.csv`,
    content: csvOf(table),
  }));
  for (const to of emails) {
    const reason = await sendMail(container, {
      to,
      subject: `【报表】${name} ${days}`,
      text: `${days} 的报表见附件。\n\n在后台“数据”查看图表，在“数据 → 定时报表”停止发送。`,
      attachments,
    });
    if (reason !== null) return reason;
  }
  return null;
}
