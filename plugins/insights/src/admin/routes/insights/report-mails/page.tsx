import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button, Input, Label, Select, Table, usePrompt } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import {
  Card,
  Loaded,
  messages,
  Note,
  read,
  remove,
  sendForm,
  t,
  timeText,
  useCommand,
} from "@tengman/admin-kit";
import { useState } from "react";

const REPORT_MAILS = "/admin/insights/report-mails";

interface ReportMail {
  readonly id: string;
  readonly report: keyof typeof REPORTS;
  readonly every: keyof typeof RHYTHMS;
  readonly emails: readonly string[];
  readonly next_on: string;
  readonly reason: string | null;
  readonly sent_at: string | null;
}

const REPORTS = messages({
  overview: "经营概览",
  traffic: "流量与渠道",
  funnel: "转化漏斗",
  distribution: "分销效果",
  customers: "客户与复购",
  products: "商品分析",
  searches: "搜索分析",
  habits: "消费习惯",
} as const);

const RHYTHMS = messages({ week: "每周一，上一周", month: "每月 1 日，上个月" } as const);

/** Reports that are mailed again and again. */
const ReportMailsPage = () => {
  const query = useQuery({
    queryKey: ["insights-report-mails"],
    queryFn: () => read<{ report_mails: ReportMail[] }>(REPORT_MAILS),
  });
  return (
    <Card
      title={t("定时报表")}
      note={t("按时把报表的每张表以 CSV 附件发到邮箱；需要先配置发信")}
      level="h1"
      testId="report-mails"
    >
      <NewReportMail onDone={() => query.refetch()} />
      <Loaded query={query}>
        {({ report_mails }) =>
          report_mails.length === 0 ? (
            <Note>{t("还没有定时报表")}</Note>
          ) : (
            <MailTable mails={report_mails} onDone={() => query.refetch()} />
          )
        }
      </Loaded>
    </Card>
  );
};

const NewReportMail = ({ onDone }: { onDone: () => void }) => {
  const [report, setReport] = useState<string>("overview");
  const [every, setEvery] = useState<string>("week");
  const [emails, setEmails] = useState("");
  const adding = useCommand(async () => {
    await sendForm(REPORT_MAILS, { report, every, emails: emails.split(/[\s,]+/).filter(Boolean) });
    setEmails("");
    return t("已保存");
  }, onDone);
  return (
    <div className="grid items-end gap-3 px-6 py-4 md:grid-cols-4">
      <Choice label={t("报表")} options={REPORTS} value={report} onChange={setReport} />
      <Choice label={t("频率")} options={RHYTHMS} value={every} onChange={setEvery} />
      <div className="flex flex-col gap-y-1">
        <Label size="small" htmlFor="report-emails">
          {t("邮箱，多个用空格分开")}
        </Label>
        <Input
          id="report-emails"
          size="small"
          value={emails}
          onChange={({ target }) => setEmails(target.value)}
        />
      </div>
      <Button
        size="small"
        disabled={emails.trim() === ""}
        isLoading={adding.isBusy}
        onClick={() => adding.run(undefined)}
      >
        {t("添加")}
      </Button>
    </div>
  );
};

const Choice = ({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: Readonly<Record<string, string>>;
  value: string;
  onChange: (value: string) => void;
}) => (
  <div className="flex flex-col gap-y-1">
    <Label size="small">{label}</Label>
    <Select size="small" value={value} onValueChange={onChange}>
      <Select.Trigger aria-label={label}>
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        {Object.keys(options).map((key) => (
          <Select.Item key={key} value={key}>
            {options[key]}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  </div>
);

const MailTable = ({ mails, onDone }: { mails: readonly ReportMail[]; onDone: () => void }) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>{t("报表")}</Table.HeaderCell>
          <Table.HeaderCell>{t("频率")}</Table.HeaderCell>
          <Table.HeaderCell>{t("邮箱")}</Table.HeaderCell>
          <Table.HeaderCell>{t("下次发送")}</Table.HeaderCell>
          <Table.HeaderCell>{t("上次发送")}</Table.HeaderCell>
          <Table.HeaderCell />
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {mails.map((mail) => (
          <MailRow key={mail.id} mail={mail} onDone={onDone} />
        ))}
      </Table.Body>
    </Table>
  </div>
);

const MailRow = ({ mail, onDone }: { mail: ReportMail; onDone: () => void }) => {
  const ask = usePrompt();
  const { run, isBusy } = useCommand(async () => {
    const isSure = await ask({
      title: t("不再发送这份报表？"),
      description: mail.emails.join(" "),
      confirmText: t("确认"),
      cancelText: t("返回"),
    });
    if (!isSure) {
      return "";
    }
    await remove(`${REPORT_MAILS}/${mail.id}`);
    return t("已停止发送");
  }, onDone);
  return (
    <Table.Row>
      <Table.Cell>{REPORTS[mail.report]}</Table.Cell>
      <Table.Cell>{RHYTHMS[mail.every]}</Table.Cell>
      <Table.Cell>{mail.emails.join(" ")}</Table.Cell>
      <Table.Cell>{mail.next_on}</Table.Cell>
      <Table.Cell>{mail.reason ?? (mail.sent_at ? timeText(mail.sent_at) : "—")}</Table.Cell>
      <Table.Cell className="text-right">
        <Button size="small" variant="transparent" isLoading={isBusy} onClick={() => run(undefined)}>
          {t("停止")}
        </Button>
      </Table.Cell>
    </Table.Row>
  );
};

export const config = defineRouteConfig({ label: "定时报表", rank: 9, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("定时报表") };

export default ReportMailsPage;
