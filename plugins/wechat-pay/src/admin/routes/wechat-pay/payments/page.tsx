import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button } from "@medusajs/ui";
import {
  type Column,
  ListPage,
  labelsOf,
  OrderLink,
  Status,
  t,
  timeText,
  yuanOrDash,
} from "@tengman/admin-kit";
import { useState } from "react";
import { useSearchParams } from "react-router-dom";
import type { Payment } from "./payment";
import { PaymentHistory } from "./payment-history";
import { CHANNEL_TEXT, STATE_TEXT, TEXT } from "./texts";

interface Page {
  payments: Payment[];
  next_cursor?: string;
}

const Digits = ({ children }: { children: string | null }) => (
  <span className="font-mono text-xs">{children ?? "—"}</span>
);

const columns = (open: (outTradeNo: string) => void): Column<Payment>[] => [
  { id: "presented", title: TEXT.presented, cell: ({ presented_at }) => timeText(presented_at) },
  {
    id: "order",
    title: TEXT.order,
    cell: ({ order }) => (order ? <OrderLink id={order.id}>{`#${order.display_id}`}</OrderLink> : "—"),
  },
  { id: "amount", title: TEXT.amount, isNumber: true, cell: ({ amount_fen }) => yuanOrDash(amount_fen) },
  { id: "state", title: TEXT.state, cell: ({ state }) => <PaymentState state={state} /> },
  { id: "channel", title: TEXT.channel, cell: ({ channel }) => CHANNEL_TEXT[channel ?? ""] ?? "—" },
  { id: "number", title: TEXT.outTradeNo, cell: ({ out_trade_no }) => <Digits>{out_trade_no}</Digits> },
  {
    id: "transaction",
    title: TEXT.transactionId,
    cell: ({ transaction_id }) => <Digits>{transaction_id}</Digits>,
  },
  {
    id: "open",
    title: "",
    cell: ({ out_trade_no }) => (
      <Button size="small" variant="transparent" onClick={() => open(out_trade_no)}>
        {TEXT.open}
      </Button>
    ),
  },
];

/** Every payment through WeChat, found by any of its numbers; a row opens what happened to it. */
const PaymentsPage = () => {
  const [params] = useSearchParams();
  const [opened, setOpened] = useState<string>();
  return (
    <>
      <ListPage<Payment, Page>
        name="payments"
        title={TEXT.title}
        note={TEXT.explanation}
        path="/admin/wechat-pay/payments"
        rowsOf={({ payments }) => payments}
        rowId={({ out_trade_no }) => out_trade_no}
        columns={columns(setOpened)}
        filters={[{ id: "state", label: TEXT.state, options: labelsOf(STATE_TEXT) }]}
        search={TEXT.search}
        startSearch={params.get("q") ?? ""}
        empty={TEXT.nothing}
        noMatch={TEXT.nothing}
        onOpen={({ out_trade_no }) => setOpened(out_trade_no)}
      />
      {opened && (
        <PaymentHistory outTradeNo={opened} onOpen={setOpened} onClose={() => setOpened(undefined)} />
      )}
    </>
  );
};

/** WeChat's word about a payment, coloured. */
const PaymentState = ({ state }: { state: string }) => (
  <Status {...(STATE_TEXT[state] ?? { label: state, color: "grey" })} />
);

export const config = defineRouteConfig({ label: "支付与退款", rank: 1, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("支付与退款") };

export default PaymentsPage;
