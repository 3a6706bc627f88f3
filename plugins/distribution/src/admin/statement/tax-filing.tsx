import { Alert, Text } from "@medusajs/ui";
import { type Column, DistributorLink, DownloadButton, ListPage, Status, t, yuan } from "@tengman/admin-kit";
import { TAX_REPORTS, type TaxReport } from "./statement";

type Person = TaxReport["people"][number];

interface TaxAnswer {
  tax_report: TaxReport;
  next_cursor?: string;
}

const columns = (): Column<Person>[] => [
  {
    id: "distributor",
    title: t("分销商"),
    cell: ({ distributor }) => (
      <DistributorLink id={distributor.id}>{distributor.display_name}</DistributorLink>
    ),
  },
  { id: "name", title: t("姓名"), cell: ({ real_name }) => real_name ?? "—" },
  { id: "number", title: t("证件号码"), cell: ({ id_number }) => id_number ?? "—" },
  { id: "payouts", title: t("付款笔数"), isNumber: true, cell: ({ payouts }) => payouts },
  { id: "gross", title: t("本期收入"), isNumber: true, cell: ({ gross_fen }) => yuan(gross_fen) },
  { id: "withheld", title: t("本期代扣"), isNumber: true, cell: ({ withheld_fen }) => yuan(withheld_fen) },
  { id: "year", title: t("本年收入"), isNumber: true, cell: ({ year_gross_fen }) => yuan(year_gross_fen) },
  {
    id: "year_withheld",
    title: t("本年代扣"),
    isNumber: true,
    cell: ({ year_withheld_fen }) => yuan(year_withheld_fen),
  },
  {
    id: "vat",
    title: t("提示"),
    cell: ({ vat_flag }) => vat_flag && <Status label={t("单日达增值税关注金额")} color="orange" />,
  },
];

/** Who was paid and withheld what in a month, and the sheet for the withholding agent's return. */
export const TaxFiling = ({ month }: { month: string }) => (
  <ListPage<Person, TaxAnswer>
    name="tax-filing"
    title={t("{{month}} 个人所得税扣缴", { month })}
    note={t("导出内容含真实姓名与证件号码，每次导出都会记入审计日志")}
    level="h2"
    path={TAX_REPORTS}
    query={{ month }}
    rowsOf={({ tax_report }) => tax_report.people}
    rowId={({ distributor }) => distributor.id}
    columns={columns()}
    empty={t("本月没有付款")}
    summary={({ tax_report }) => <Sums report={tax_report} />}
    actions={
      <DownloadButton
        path={`${TAX_REPORTS}/export?month=${month}`}
        name={`tax-${month}.csv`}
        label={t("导出申报表")}
      />
    }
  />
);

const Sums = ({ report }: { report: TaxReport }) => {
  const parts = [
    t("已付款 {{people}} 人，收入合计 {{gross}}，代扣税合计 {{withheld}}", {
      people: report.people_paid,
      gross: yuan(report.gross_fen),
      withheld: yuan(report.withheld_fen),
    }),
    ...(report.fee_fen === "0"
      ? []
      : [t("另收提现手续费 {{fee}}，不减少应税收入", { fee: yuan(report.fee_fen) })]),
    ...(report.payouts_under_way === 0
      ? []
      : [t("另有 {{count}} 笔付款尚未确认，确认后计入", { count: report.payouts_under_way })]),
  ];
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <Text size="small">{parts.join(t("；"))}</Text>
      {report.exceeds_deductible && (
        <Alert variant="warning">
          {t(
            "本月佣金 {{commission}} 超过相应商品销售额 {{goods}} 的 5%，超出部分可能不能税前扣除，请咨询税务顾问",
            { commission: yuan(report.commission_fen), goods: yuan(report.goods_fen) },
          )}
        </Alert>
      )}
    </div>
  );
};
