import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button, Container, Heading, Input, Select, StatusBadge, Table, Text } from "@medusajs/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { TEXT as COMMON, formatFen, formatTime } from "../texts";
import type { Payment } from "./payment";
import { PaymentHistory } from "./payment-history";
import { CHANNEL_TEXT, STATE_TEXT, TEXT } from "./texts";

interface Page {
  payments: Payment[];
  next_cursor?: string;
}

const PAGE_SIZE = "20";

function usePayments(q: string, state: string) {
  return useInfiniteQuery({
    queryKey: ["wechat-pay", "payments", q, state],
    initialPageParam: "",
    queryFn: async ({ pageParam }): Promise<Page> => {
      const query = new URLSearchParams({ limit: PAGE_SIZE });
      for (const [name, value] of [
        ["q", q],
        ["state", state],
        ["cursor", pageParam],
      ] as const) {
        if (value) query.set(name, value);
      }
      const response = await fetch(`/admin/wechat-pay/payments?${query}`, { credentials: "include" });
      if (!response.ok) throw new Error(`${response.status}`);
      return (await response.json()) as Page;
    },
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
}

const PaymentsPage = () => {
  const asked = new URLSearchParams(window.location.search).get("q") ?? "";
  const [q, setQ] = useState(asked);
  const [state, setState] = useState("");
  const [opened, setOpened] = useState<string>();
  const { data, isLoading, isError, hasNextPage, isFetchingNextPage, fetchNextPage } = usePayments(q, state);
  const payments = data?.pages.flatMap((page) => page.payments) ?? [];
  return (
    <Container className="divide-y p-0" data-testid="payments">
      <div className="flex flex-wrap items-end justify-between gap-3 px-6 py-4">
        <div>
          <Heading level="h1">{TEXT.title}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {TEXT.explanation}
          </Text>
        </div>
        <Filters q={q} onSearch={setQ} state={state} onState={setState} />
      </div>
      {payments.length > 0 ? (
        <div className="overflow-x-auto">
          <PaymentTable payments={payments} onOpen={setOpened} />
        </div>
      ) : (
        <Text size="small" className="px-6 py-8 text-center text-ui-fg-muted">
          {isLoading ? COMMON.loading : isError ? COMMON.failed : TEXT.nothing}
        </Text>
      )}
      {hasNextPage && (
        <div className="flex justify-center px-6 py-3">
          <Button
            size="small"
            variant="secondary"
            isLoading={isFetchingNextPage}
            onClick={() => fetchNextPage()}
          >
            {TEXT.more}
          </Button>
        </div>
      )}
      {opened && (
        <PaymentHistory outTradeNo={opened} onOpen={setOpened} onClose={() => setOpened(undefined)} />
      )}
    </Container>
  );
};

function Filters(props: {
  q: string;
  onSearch: (q: string) => void;
  state: string;
  onState: (s: string) => void;
}) {
  const [typed, setTyped] = useState(props.q);
  const search = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    props.onSearch(typed.trim());
  };
  return (
    <form className="flex items-center gap-x-2" onSubmit={search}>
      <Select
        size="small"
        value={props.state || "all"}
        onValueChange={(value) => props.onState(value === "all" ? "" : value)}
      >
        <Select.Trigger className="w-32">
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          <Select.Item value="all">{TEXT.all}</Select.Item>
          {Object.entries(STATE_TEXT).map(([value, { words }]) => (
            <Select.Item key={value} value={value}>
              {words}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
      <Input
        size="small"
        type="search"
        className="w-72"
        placeholder={TEXT.search}
        aria-label={TEXT.search}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button size="small" variant="secondary" type="submit">
        {TEXT.find}
      </Button>
    </form>
  );
}

function PaymentTable({ payments, onOpen }: { payments: Payment[]; onOpen: (outTradeNo: string) => void }) {
  const titles = [
    ...[TEXT.presented, TEXT.order, TEXT.amount, TEXT.state],
    ...[TEXT.channel, TEXT.outTradeNo, TEXT.transactionId, ""],
  ];
  return (
    <Table>
      <Table.Header>
        <Table.Row>
          {titles.map((title) => (
            <Table.HeaderCell key={title}>{title}</Table.HeaderCell>
          ))}
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {payments.map((payment) => (
          <Table.Row key={payment.out_trade_no} data-testid="payment" data-state={payment.state}>
            <Table.Cell className="whitespace-nowrap">{formatTime(payment.presented_at)}</Table.Cell>
            <Table.Cell>
              {payment.order ? (
                <a className="text-ui-fg-interactive" href={`/app/orders/${payment.order.id}`}>
                  {`#${payment.order.display_id}`}
                </a>
              ) : (
                COMMON.none
              )}
            </Table.Cell>
            <Table.Cell>{formatFen(payment.amount_fen)}</Table.Cell>
            <Table.Cell>
              <PaymentState state={payment.state} />
            </Table.Cell>
            <Table.Cell className="whitespace-nowrap">
              {CHANNEL_TEXT[payment.channel ?? ""] ?? COMMON.none}
            </Table.Cell>
            <Table.Cell className="font-mono text-xs">{payment.out_trade_no}</Table.Cell>
            <Table.Cell className="font-mono text-xs">{payment.transaction_id ?? COMMON.none}</Table.Cell>
            <Table.Cell>
              <Button
                size="small"
                variant="transparent"
                className="whitespace-nowrap"
                onClick={() => onOpen(payment.out_trade_no)}
              >
                {TEXT.open}
              </Button>
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  );
}

/** WeChat's word about a payment, coloured. */
export function PaymentState({ state }: { state: string }) {
  const { words, color } = STATE_TEXT[state] ?? { words: state, color: "grey" as const };
  return (
    <StatusBadge color={color} className="whitespace-nowrap">
      {words}
    </StatusBadge>
  );
}

export const config = defineRouteConfig({ label: "支付与退款" });

export default PaymentsPage;
