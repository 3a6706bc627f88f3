import { Button, Container, Copy, Heading, Table, Text, toast } from "@medusajs/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { moment } from "../../../ledger/amounts";
import { type ClosedMonth, closeMonths, fetchMonths } from "../../../ledger/book-requests";

const KEY = ["distribution-closed-months"];

/** The months that are sealed, each with its hash, and the button that seals what is over. */
export const MonthClosing = () => {
  const client = useQueryClient();
  const { data, isError } = useQuery({ queryKey: KEY, queryFn: fetchMonths });
  const { mutate, isPending } = useMutation({
    mutationFn: closeMonths,
    onSuccess: ({ months }) => {
      toast.success(months.length > 0 ? `已封存 ${months.length} 个月` : "没有需要结账的月份");
      return client.invalidateQueries({ queryKey: KEY });
    },
    onError: ({ message }) => toast.error(message),
  });
  return (
    <Container className="divide-y p-0" data-testid="month-closing">
      <div className="flex items-center justify-between gap-x-4 px-6 py-4">
        <div>
          <Heading level="h2">月度结账</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            月份结束后自动封存；封存后不可更改，迟到的变动计入下一个未结月份
          </Text>
        </div>
        <Button size="small" variant="secondary" isLoading={isPending} onClick={() => mutate()}>
          结账
        </Button>
      </div>
      {isError && (
        <Text size="small" className="text-ui-fg-error px-6 py-4">
          结账记录读取失败
        </Text>
      )}
      {data?.months.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          还没有已封存的月份
        </Text>
      )}
      {data && data.months.length > 0 && <Months months={data.months} />}
    </Container>
  );
};

const Months = ({ months }: { months: ClosedMonth[] }) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>月份</Table.HeaderCell>
          <Table.HeaderCell className="text-right">转账</Table.HeaderCell>
          <Table.HeaderCell className="text-right">对账单</Table.HeaderCell>
          <Table.HeaderCell>校验值</Table.HeaderCell>
          <Table.HeaderCell>封存时间</Table.HeaderCell>
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
            <Table.Cell className="whitespace-nowrap">{moment(closed_at)}</Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  </div>
);
