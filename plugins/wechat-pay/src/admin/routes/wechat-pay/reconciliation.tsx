import { Badge, Button, Container, Heading, Table, Text, toast } from "@medusajs/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { read, send } from "@tengman/admin-kit";
import { Fragment, useState } from "react";
import { CAUSE_TEXT, DAY_STATE_TEXT, DIFFERENCE_ACTION_TEXT, formatFen, TEXT } from "./texts";

interface Day {
  day: string;
  state: string;
  payment_count: number;
  payment_fen: string;
  refund_count: number;
  refund_fen: string;
  income_fen: string;
  expense_fen: string;
  difference_count: number;
  last_error: string | null;
}

interface Difference {
  id: string;
  cause: string;
  action: string | null;
  out_trade_no: string | null;
  out_refund_no: string | null;
  out_bill_no: string | null;
  bill_fen: string | null;
  shop_fen: string | null;
}

function useReconciliation<Answer>(path: string) {
  return useQuery({
    queryKey: ["wechat-pay", path],
    queryFn: () => read<Answer>(`/admin/wechat-pay/${path}`),
  });
}

/** The days compared with WeChat's bills, each with its differences and a button to compare it again. */
export function Reconciliation() {
  const { data, isLoading, isError } = useReconciliation<{ days: Day[] }>("reconciliation?limit=31");
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{TEXT.daysTitle}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {TEXT.daysExplanation}
        </Text>
      </div>
      {data?.days.length ? (
        <div className="overflow-x-auto">
          <Table>
            <Table.Header>
              <Table.Row>
                {[TEXT.day, TEXT.payments, TEXT.refunds, TEXT.flows, TEXT.state, ""].map((title) => (
                  <Table.HeaderCell key={title}>{title}</Table.HeaderCell>
                ))}
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {data.days.map((day) => (
                <DayRow key={day.day} day={day} />
              ))}
            </Table.Body>
          </Table>
        </div>
      ) : (
        <Text size="small" className="px-6 py-4 text-ui-fg-muted">
          {isLoading ? TEXT.loading : isError ? TEXT.failed : TEXT.empty}
        </Text>
      )}
    </Container>
  );
}

function DayRow({ day }: { day: Day }) {
  const [isOpen, setOpen] = useState(false);
  const client = useQueryClient();
  const run = useMutation({
    mutationFn: () => send("/admin/wechat-pay/reconciliation", { day: day.day }),
    onError: (error) => toast.error(TEXT.actionFailed + error.message),
    onSettled: () => client.invalidateQueries({ queryKey: ["wechat-pay"] }),
  });
  const color = day.state === "matched" ? "green" : day.state === "failed" ? "orange" : "red";
  return (
    <Fragment>
      <Table.Row>
        <Table.Cell>{day.day}</Table.Cell>
        <Table.Cell>{`${day.payment_count} · ${formatFen(day.payment_fen)}`}</Table.Cell>
        <Table.Cell>{`${day.refund_count} · ${formatFen(day.refund_fen)}`}</Table.Cell>
        <Table.Cell>{`${formatFen(day.income_fen)} / ${formatFen(day.expense_fen)}`}</Table.Cell>
        <Table.Cell title={day.last_error ?? undefined}>
          <Badge size="2xsmall" color={color}>
            {DAY_STATE_TEXT[day.state] ?? day.state}
          </Badge>
        </Table.Cell>
        <Table.Cell>
          <div className="flex justify-end gap-x-2 whitespace-nowrap">
            {day.difference_count > 0 && (
              <Button size="small" variant="transparent" onClick={() => setOpen(!isOpen)}>
                {isOpen ? TEXT.hideDifferences : `${TEXT.showDifferences} (${day.difference_count})`}
              </Button>
            )}
            <Button size="small" variant="secondary" isLoading={run.isPending} onClick={() => run.mutate()}>
              {TEXT.runAgain}
            </Button>
          </div>
        </Table.Cell>
      </Table.Row>
      {isOpen && <Differences day={day.day} />}
    </Fragment>
  );
}

function Differences({ day }: { day: string }) {
  const { data } = useReconciliation<{ differences: Difference[] }>(`reconciliation/${day}`);
  return (data?.differences ?? []).map((difference) => (
    <Table.Row key={difference.id} className="bg-ui-bg-subtle">
      <Table.Cell>{CAUSE_TEXT[difference.cause] ?? difference.cause}</Table.Cell>
      <Table.Cell>
        {difference.out_bill_no ?? difference.out_refund_no ?? difference.out_trade_no ?? TEXT.none}
      </Table.Cell>
      <Table.Cell>{`${TEXT.billed} ${formatFen(difference.bill_fen)}`}</Table.Cell>
      <Table.Cell>{`${TEXT.booked} ${formatFen(difference.shop_fen)}`}</Table.Cell>
      <Table.Cell>{DIFFERENCE_ACTION_TEXT[difference.action ?? ""] ?? TEXT.none}</Table.Cell>
      <Table.Cell />
    </Table.Row>
  ));
}
