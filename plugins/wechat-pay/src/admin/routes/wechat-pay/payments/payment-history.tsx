import { Button, Drawer, Heading, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { read, timeText } from "@tengman/admin-kit";
import type { ReactNode } from "react";
import { Link } from "react-router-dom";
import { useStanding } from "../profit-sharing/sharing";
import { RefundAction } from "../refund-action";
import { TEXT as COMMON, formatFen, PROGRESS_TEXT, REASON_TEXT } from "../texts";
import type { Payment } from "./payment";
import { KIND_TEXT, OUTCOME_TEXT, TEXT, WORD_TEXT } from "./texts";

interface Entry {
  kind: string;
  at: string;
  outcome?: string;
  state?: string;
  code?: string;
  request_id?: string;
  amount_fen?: string;
  out_refund_no?: string;
  times?: number;
  until?: string;
}

interface Refund {
  id: string;
  refund_id: string;
  amount_fen: string;
  progress: string;
  wechat_refund_id: string | null;
  action: string | null;
}

interface History {
  payment: Payment;
  other_numbers: string[];
  refunds: Refund[];
  stray_payment: object | null;
  timeline: Entry[];
}

interface Opened {
  outTradeNo: string;
  onOpen: (outTradeNo: string) => void;
  onClose: () => void;
}

/** Everything that happened to one order number, in a drawer. */
export function PaymentHistory({ outTradeNo, onOpen, onClose }: Opened) {
  const { data, isError } = useQuery({
    queryKey: ["wechat-pay", "payment", outTradeNo],
    queryFn: () => read<History>(`/admin/wechat-pay/payments/${outTradeNo}`),
  });
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content data-testid="payment-history">
        <Drawer.Header>
          <Drawer.Title>{`${TEXT.outTradeNo} ${outTradeNo}`}</Drawer.Title>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-6 overflow-y-auto">
          {data ? (
            <Story history={data} onOpen={onOpen} />
          ) : (
            <Text>{isError ? COMMON.failed : COMMON.loading}</Text>
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer>
  );
}

function Story({ history, onOpen }: { history: History; onOpen: (outTradeNo: string) => void }) {
  const { payment, other_numbers, refunds, stray_payment, timeline } = history;
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
        <Fact title={TEXT.amount}>{formatFen(payment.amount_fen)}</Fact>
        <Fact title={TEXT.state}>{WORD_TEXT[payment.state] ?? payment.state}</Fact>
        <Fact title={TEXT.transactionId}>{payment.transaction_id ?? COMMON.none}</Fact>
        {stray_payment && <Fact title={COMMON.order}>{TEXT.stray}</Fact>}
        {other_numbers.length > 0 && (
          <Fact title={TEXT.otherNumbers}>
            {other_numbers.map((number) => (
              <Button key={number} size="small" variant="transparent" onClick={() => onOpen(number)}>
                {number}
              </Button>
            ))}
          </Fact>
        )}
      </dl>
      <ShareLink payment={payment} />
      {refunds.length > 0 && (
        <section className="flex flex-col gap-y-2">
          <Heading level="h3">{TEXT.refunds}</Heading>
          {refunds.map((refund) => (
            <div key={refund.id} className="rounded-md border p-3" data-testid="payment-refund">
              <Text size="small" weight="plus">
                {`${formatFen(refund.amount_fen)} · ${PROGRESS_TEXT[refund.progress] ?? refund.progress}`}
              </Text>
              <Text size="xsmall" className="break-all text-ui-fg-muted">
                {[refund.refund_id, refund.wechat_refund_id].filter(Boolean).join(" · ")}
              </Text>
              {refund.action && <RefundAction id={refund.id} action={refund.action} />}
            </div>
          ))}
        </section>
      )}
      <section className="flex flex-col gap-y-2">
        <Heading level="h3">{TEXT.timeline}</Heading>
        <ol className="flex flex-col border-l pl-4">
          {timeline.map((entry) => (
            <TimelineItem
              key={`${entry.at}/${entry.kind}/${entry.request_id ?? entry.state}`}
              entry={entry}
            />
          ))}
        </ol>
      </section>
    </>
  );
}

/** Leads to where a part of the payment is shared, in shops that do so. */
function ShareLink({ payment }: { payment: Payment }) {
  const { data: standing } = useStanding();
  return standing?.is_on && payment.transaction_id ? (
    <Button size="small" variant="secondary" className="self-start" asChild>
      <Link to={`/wechat-pay/profit-sharing?payment=${payment.out_trade_no}`}>{TEXT.share}</Link>
    </Button>
  ) : null;
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>
        <Text size="small" className="whitespace-nowrap text-ui-fg-subtle">
          {title}
        </Text>
      </dt>
      <dd>
        <Text size="small" className="break-all">
          {children}
        </Text>
      </dd>
    </>
  );
}

function TimelineItem({ entry }: { entry: Entry }) {
  const word = entry.state ? (WORD_TEXT[entry.state] ?? entry.state) : undefined;
  const outcome = entry.outcome
    ? (OUTCOME_TEXT[entry.outcome] ?? REASON_TEXT[entry.outcome] ?? entry.outcome)
    : undefined;
  const amount = entry.amount_fen ? formatFen(entry.amount_fen) : undefined;
  const repeated = entry.times && entry.until ? TEXT.times(entry.times, timeText(entry.until)) : undefined;
  const small = [
    entry.out_refund_no,
    entry.code,
    entry.request_id && `Request-ID ${entry.request_id}`,
    repeated,
  ];
  return (
    <li className="py-2" data-testid="timeline-entry" data-kind={entry.kind}>
      <div className="flex justify-between gap-x-3">
        <Text size="small" weight="plus">
          {KIND_TEXT[entry.kind] ?? entry.kind}
        </Text>
        <Text size="xsmall" className="whitespace-nowrap text-ui-fg-muted">
          {timeText(entry.at)}
        </Text>
      </div>
      <Text size="small" className="text-ui-fg-subtle">
        {[word, outcome, amount].filter(Boolean).join(" · ")}
      </Text>
      <Text size="xsmall" className="break-all text-ui-fg-muted">
        {small.filter(Boolean).join(" · ")}
      </Text>
    </li>
  );
}
