import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { csvOf } from "../domain/reports/csv";
import { mailedRange, stillToMail } from "../domain/reports/report-mail";
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
    await reportMails.mark(due, await tryMailing(container, due, today, now), { now, today });
  }
}

/** One report that cannot be read must not keep the others back. */
async function tryMailing(
  container: MedusaContainer,
  due: StoredReportMail,
  today: Day,
  now: Date,
): Promise<string | null> {
  try {
    return await mailOne(container, due, today, now);
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(`insights could not mail the report ${due.report}`, error as Error);
    return "report_failed";
  }
}

/** Tries every address that has not had this period's mail. @returns why the first of those that failed did; null when none did */
async function mailOne(
  container: MedusaContainer,
  { id, report: name, every, emails, next_on, mailed }: StoredReportMail,
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
  const reasons: string[] = [];
  for (const to of stillToMail(emails, mailed, range)) {
    const reason = await sendMail(container, {
      to,
      subject: `【报表】${name} ${days}`,
      text: `${days} 的报表见附件。\n\n在后台“数据”查看图表，在“数据 → 定时报表”停止发送。`,
      attachments,
    });
    if (reason === null) await insightsOf(container).reportMails.noteMailed(id, to, range.from);
    else reasons.push(reason);
  }
  return reasons[0] ?? null;
}
