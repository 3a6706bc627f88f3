import { Button, Copy, Table } from "@medusajs/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Card, Loaded, Note, read, send, t, timeText, useCommand } from "@tengman/admin-kit";
import { type ClosedMonth, STATEMENTS } from "./statement";

const KEY = ["distribution-closed-months"];

/** The months that are sealed, each with its hash, and the button that seals what is over. */
export const MonthClosing = () => {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: KEY,
    queryFn: () => read<{ months: ClosedMonth[] }>(`${STATEMENTS}/months`, { limit: 24 }),
  });
  const closing = useCommand(
    async () => {
      const { months } = await send<{ months: ClosedMonth[] }>(`${STATEMENTS}/close`);
      return months.length > 0
        ? t("已封存 {{count}} 个月", { count: months.length })
        : t("没有需要结账的月份");
    },
    () => client.invalidateQueries({ queryKey: KEY }),
  );
  return (
    <Card
      title={t("月度结账")}
      note={t("月份结束后自动封存；封存后不可更改，迟到的变动计入下一个未结月份")}
      testId="month-closing"
      aside={
        <Button
          size="small"
          variant="secondary"
          isLoading={closing.isBusy}
          onClick={() => closing.run(undefined)}
        >
          {t("结账")}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ months }) =>
          months.length > 0 ? <Months months={months} /> : <Note>{t("还没有已封存的月份")}</Note>
        }
      </Loaded>
    </Card>
  );
};

const Months = ({ months }: { months: ClosedMonth[] }) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>{t("月份")}</Table.HeaderCell>
          <Table.HeaderCell className="text-right">{t("转账")}</Table.HeaderCell>
          <Table.HeaderCell className="text-right">{t("对账单")}</Table.HeaderCell>
          <Table.HeaderCell>{t("校验值")}</Table.HeaderCell>
          <Table.HeaderCell>{t("封存时间")}</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {months.map(({ month, transfers, statements, hash, closed_at }) => (
          <Table.Row key={month}>
            <Table.Cell>{month}</Table.Cell>
            <Table.Cell className="text-right">{transfers}</Table.Cell>
            <Table.Cell className="text-right">{statements}</Table.Cell>
            <Table.Cell>
              <span className="flex items-center gap-x-2 font-mono">
                {hash.slice(0, 16)}…
                <Copy content={hash} />
              </span>
            </Table.Cell>
            <Table.Cell className="whitespace-nowrap">{timeText(closed_at)}</Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  </div>
);
