import { Button, Container, Heading, Table } from "@medusajs/ui";
import { yuan } from "../../../ledger/amounts";
import { fetchStatements, type MonthStatement, statementAddress } from "../../../ledger/book-requests";
import { ListNote, Pager, useCursorList } from "../../../ledger/cursor-list";

/** Whose accounts moved in a month, with what they ended with, and where to read or download each statement. */
export const MonthStatements = ({ month }: { month: string }) => {
  const list = useCursorList(["distribution-statements", month], (cursor) => fetchStatements(month, cursor));
  const statements = list.data?.statements ?? [];
  return (
    <Container className="divide-y p-0" data-testid="month-statements">
      <div className="px-6 py-4">
        <Heading level="h2">{month} 分销商对账单</Heading>
      </div>
      <ListNote list={list} isEmpty={statements.length === 0} empty="本月没有账户变动" />
      {statements.length > 0 && <StatementTable statements={statements} />}
      <Pager list={list} />
    </Container>
  );
};

const StatementTable = ({ statements }: { statements: MonthStatement[] }) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>分销商</Table.HeaderCell>
          <Table.HeaderCell className="text-right">期末待结算</Table.HeaderCell>
          <Table.HeaderCell className="text-right">期末可提现</Table.HeaderCell>
          <Table.HeaderCell className="text-right">期末提现中</Table.HeaderCell>
          <Table.HeaderCell className="text-right">期末欠款</Table.HeaderCell>
          <Table.HeaderCell className="text-right">对账单</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {statements.map((statement) => (
          <StatementRow key={statement.distributor.id} statement={statement} />
        ))}
      </Table.Body>
    </Table>
  </div>
);

const StatementRow = ({ statement: { distributor, month, accounts } }: { statement: MonthStatement }) => {
  const closing = (wanted: string) => accounts.find(({ account }) => account === wanted)?.closing_fen ?? "0";
  return (
    <Table.Row>
      <Table.Cell className="whitespace-nowrap">{distributor.display_name}</Table.Cell>
      {["pending", "available", "hold", "debt"].map((account) => (
        <Table.Cell key={account} className="text-right">
          {yuan(closing(account))}
        </Table.Cell>
      ))}
      <Table.Cell>
        <div className="flex items-center justify-end gap-x-2">
          <Button size="small" variant="transparent" asChild>
            <a href={statementAddress(month, distributor.id, "html")} target="_blank" rel="noreferrer">
              打印
            </a>
          </Button>
          <Button size="small" variant="transparent" asChild>
            <a href={statementAddress(month, distributor.id, "csv")}>CSV</a>
          </Button>
        </div>
      </Table.Cell>
    </Table.Row>
  );
};
