import { defineRouteConfig } from "@medusajs/admin-sdk";
import { CurrencyDollar } from "@medusajs/icons";
import { Badge, Container, Heading, Table, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { OrderLink, read, t, timeText } from "@tengman/admin-kit";
import type { ReactNode } from "react";
import { ConfigurationCheck } from "./configuration-check";
import { Reconciliation } from "./reconciliation";
import { RefundAction } from "./refund-action";
import { EVENT_TEXT, formatFen, PROGRESS_TEXT, REASON_TEXT, TEXT } from "./texts";

interface Notification {
  id: string;
  created_at: string;
  event_type: string;
  out_trade_no: string | null;
  rejection_reason: string | null;
  resource: { amount?: { total?: number; refund?: number } };
}

interface StrayPayment {
  id: string;
  created_at: string;
  order_id: string | null;
  out_trade_no: string;
  amount_fen: string;
  progress: string;
  action: string | null;
  last_error: string | null;
}

interface Refund {
  id: string;
  requested_at: string;
  refund_id: string;
  amount_fen: string;
  progress: string;
  action: string | null;
  last_error: string | null;
}

interface Refusal {
  day: string;
  reason: string;
  count: number;
}

function useAdminList<Row>(path: string, field: string) {
  return useQuery({
    queryKey: ["wechat-pay", path],
    refetchInterval: 15_000,
    queryFn: async (): Promise<Row[]> =>
      (await read<Record<string, Row[]>>(`/admin/wechat-pay/${path}`))[field] ?? [],
  });
}

interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
}

function Section<Row extends object>(props: {
  title: string;
  explanation: string;
  path: string;
  field: string;
  keyOf: (row: Row) => string;
  columns: readonly Column<Row>[];
}) {
  const { data, isLoading, isError } = useAdminList<Row>(props.path, props.field);
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{props.title}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {props.explanation}
        </Text>
      </div>
      {data?.length ? (
        <div className="overflow-x-auto">
          <Table>
            <Table.Header>
              <Table.Row>
                {props.columns.map((column) => (
                  <Table.HeaderCell key={column.title}>{column.title}</Table.HeaderCell>
                ))}
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {data.map((row) => (
                <Table.Row key={props.keyOf(row)}>
                  {props.columns.map((column) => (
                    <Table.Cell key={column.title}>{column.cell(row)}</Table.Cell>
                  ))}
                </Table.Row>
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

function Progress({ value }: { value: string }) {
  const color = value === "succeeded" ? "green" : value === "needs_attention" ? "red" : "orange";
  return (
    <Badge size="2xsmall" color={color}>
      {PROGRESS_TEXT[value] ?? value}
    </Badge>
  );
}

const WechatPayPage = () => (
  <div className="flex flex-col gap-y-3">
    <ConfigurationCheck />
    <Section<Notification>
      title={TEXT.rejectedTitle}
      explanation={TEXT.rejectedExplanation}
      path="notifications?state=rejected&limit=50"
      field="notifications"
      keyOf={(row) => row.id}
      columns={[
        { title: TEXT.time, cell: (row) => timeText(row.created_at) },
        { title: TEXT.event, cell: (row) => EVENT_TEXT[row.event_type] ?? row.event_type },
        { title: TEXT.outTradeNo, cell: (row) => row.out_trade_no ?? TEXT.none },
        {
          title: TEXT.amount,
          cell: (row) => formatFen(row.resource.amount?.refund ?? row.resource.amount?.total),
        },
        {
          title: TEXT.reason,
          cell: (row) => REASON_TEXT[row.rejection_reason ?? ""] ?? row.rejection_reason,
        },
      ]}
    />
    <Section<StrayPayment>
      title={TEXT.strayTitle}
      explanation={TEXT.strayExplanation}
      path="stray-payments?limit=50"
      field="stray_payments"
      keyOf={(row) => row.id}
      columns={[
        { title: TEXT.time, cell: (row) => timeText(row.created_at) },
        {
          title: TEXT.order,
          cell: (row) =>
            row.order_id ? <OrderLink id={row.order_id}>{TEXT.openOrder}</OrderLink> : TEXT.none,
        },
        { title: TEXT.outTradeNo, cell: (row) => row.out_trade_no },
        { title: TEXT.amount, cell: (row) => formatFen(row.amount_fen) },
        { title: TEXT.refundProgress, cell: (row) => <Progress value={row.progress} /> },
        { title: TEXT.advice, cell: (row) => <RefundAction id={row.id} action={row.action} /> },
        { title: TEXT.lastError, cell: (row) => row.last_error ?? TEXT.none },
      ]}
    />
    <Section<Refund>
      title={TEXT.refundsTitle}
      explanation={TEXT.refundsExplanation}
      path="refunds?progress=needs_attention&limit=50"
      field="refunds"
      keyOf={(row) => row.id}
      columns={[
        { title: TEXT.time, cell: (row) => timeText(row.requested_at) },
        { title: TEXT.refundNumber, cell: (row) => row.refund_id },
        { title: TEXT.amount, cell: (row) => formatFen(row.amount_fen) },
        { title: TEXT.refundProgress, cell: (row) => <Progress value={row.progress} /> },
        { title: TEXT.advice, cell: (row) => <RefundAction id={row.id} action={row.action} /> },
        { title: TEXT.lastError, cell: (row) => row.last_error ?? TEXT.none },
      ]}
    />
    <Reconciliation />
    <Section<Refusal>
      title={TEXT.refusalsTitle}
      explanation={TEXT.refusalsExplanation}
      path="refusals"
      field="refusals"
      keyOf={(row) => `${row.day}/${row.reason}`}
      columns={[
        { title: TEXT.day, cell: (row) => row.day },
        { title: TEXT.reason, cell: (row) => REASON_TEXT[row.reason] ?? row.reason },
        { title: TEXT.count, cell: (row) => row.count },
      ]}
    />
  </div>
);

export const config = defineRouteConfig({
  label: "微信支付",
  icon: CurrencyDollar,
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => t("微信支付") };

export default WechatPayPage;
