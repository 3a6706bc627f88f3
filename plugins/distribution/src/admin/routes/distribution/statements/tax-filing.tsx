import { Alert, Button, Container, Heading, StatusBadge, Table, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { yuan } from "../../../ledger/amounts";
import { fetchTaxReport, type TaxReport, taxExportAddress } from "../../../ledger/book-requests";

/** Who was paid and withheld what in a month, and the sheet for the withholding agent's return. */
export const TaxFiling = ({ month }: { month: string }) => {
  const { data, isError } = useQuery({
    queryKey: ["distribution-tax-report", month],
    queryFn: () => fetchTaxReport(month),
  });
  const report = data?.tax_report;
  return (
    <Container className="divide-y p-0" data-testid="tax-filing">
      <div className="flex items-center justify-between gap-x-4 px-6 py-4">
        <div>
          <Heading level="h2">{month} 个人所得税扣缴</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            导出内容含真实姓名与证件号码，每次导出都会记入审计日志
          </Text>
        </div>
        <Button size="small" variant="secondary" asChild disabled={!report?.people_paid}>
          <a href={taxExportAddress(month)}>导出申报表</a>
        </Button>
      </div>
      {isError && (
        <Text size="small" className="text-ui-fg-error px-6 py-4">
          扣缴数据读取失败
        </Text>
      )}
      {report && <Sums report={report} />}
      {report && report.people.length > 0 && <People people={report.people} />}
    </Container>
  );
};

const Sums = ({ report }: { report: TaxReport }) => (
  <div className="flex flex-col gap-y-3 px-6 py-4">
    <Text size="small">
      已付款 {report.people_paid} 人，收入合计 {yuan(report.gross_fen)}，代扣税合计{" "}
      {yuan(report.withheld_fen)}
      {report.fee_fen !== "0" && `；另收提现手续费 ${yuan(report.fee_fen)}，不减少应税收入`}
      {report.payouts_under_way > 0 && `；另有 ${report.payouts_under_way} 笔付款尚未确认，确认后计入`}
    </Text>
    {report.exceeds_deductible && (
      <Alert variant="warning">
        本月佣金 {yuan(report.commission_fen)} 超过相应商品销售额 {yuan(report.goods_fen)} 的
        5%，超出部分可能不能税前扣除，请咨询税务顾问
      </Alert>
    )}
  </div>
);

const People = ({ people }: { people: TaxReport["people"] }) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>分销商</Table.HeaderCell>
          <Table.HeaderCell>姓名</Table.HeaderCell>
          <Table.HeaderCell>证件号码</Table.HeaderCell>
          <Table.HeaderCell className="text-right">付款笔数</Table.HeaderCell>
          <Table.HeaderCell className="text-right">本期收入</Table.HeaderCell>
          <Table.HeaderCell className="text-right">本期代扣</Table.HeaderCell>
          <Table.HeaderCell className="text-right">本年收入</Table.HeaderCell>
          <Table.HeaderCell className="text-right">本年代扣</Table.HeaderCell>
          <Table.HeaderCell>提示</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {people.map((person) => (
          <Table.Row key={person.distributor.id}>
            <Table.Cell className="whitespace-nowrap">{person.distributor.display_name}</Table.Cell>
            <Table.Cell>{person.real_name ?? "—"}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">{person.id_number ?? "—"}</Table.Cell>
            <Table.Cell className="text-right">{person.payouts}</Table.Cell>
            <Table.Cell className="text-right">{yuan(person.gross_fen)}</Table.Cell>
            <Table.Cell className="text-right">{yuan(person.withheld_fen)}</Table.Cell>
            <Table.Cell className="text-right">{yuan(person.year_gross_fen)}</Table.Cell>
            <Table.Cell className="text-right">{yuan(person.year_withheld_fen)}</Table.Cell>
            <Table.Cell>
              {person.vat_flag && <StatusBadge color="orange">单日达增值税关注金额</StatusBadge>}
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  </div>
);
