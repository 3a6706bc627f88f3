import { Button, Container, Heading, Table, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { yuan } from "../../../ledger/amounts";
import { fetchStatements, type MonthStatement, statementAddress } from "../../../ledger/book-requests";

/** Whose accounts moved in a month, with what they ended with, and where to read or download each statement. */
export const MonthStatements = ({ month }: { month: string }) => {
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors.at(-1);
  const { data, isPending, isError } = useQuery({
    queryKey: ["distribution-statements", month, cursor],
    queryFn: () => fetchStatements(month, cursor),
  });
  const next = data?.next_cursor;
  return (
    <Container className="divide-y p-0" data-testid="month-statements">
      <div className="px-6 py-4">
        <Heading level="h2">{month} 分销商对账单</Heading>
      </div>
      {isPending && <Note text="正在读取…" />}
      {isError && <Note text="对账单读取失败" />}
      {data?.statements.length === 0 && <Note text="本月没有账户变动" />}
      {data && data.statements.length > 0 && <StatementTable statements={data.statements} />}
      <div className="flex items-center justify-end gap-x-2 px-6 py-4">
        <Button
          size="small"
          variant="transparent"
          disabled={cursors.length === 0}
          onClick={() => setCursors(cursors.slice(0, -1))}
        >
          上一页
        </Button>
        <Button
          size="small"
          variant="transparent"
          disabled={!next}
          onClick={() => next && setCursors([...cursors, next])}
        >
          下一页
        </Button>
      </div>
    </Container>
  );
};

const Note = ({ text }: { text: string }) => (
  <Text size="small" className="text-ui-fg-subtle px-6 py-4">
    {text}
  </Text>
);

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
