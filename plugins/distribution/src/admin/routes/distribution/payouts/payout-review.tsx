import { Button, Drawer, Text, toast } from "@medusajs/ui";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { moment, yuan } from "../../../ledger/amounts";
import { fetchPayee, type Payout } from "../../../ledger/payouts";
import { Signals } from "../../../ledger/risk-words";
import { PayoutActions } from "./payout-actions";
import { STATES } from "./payout-states";

/** Everything a reviewer wants to know of one payout; the payee in the clear only when asked for. */
export const PayoutReview = ({
  payout,
  onClose,
  onDone,
}: {
  payout: Payout;
  onClose: () => void;
  onDone: () => void;
}) => (
  <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
    <Drawer.Content>
      <Drawer.Header>
        <Drawer.Title>
          {payout.distributor_name} · {yuan(payout.amount_fen)}
        </Drawer.Title>
      </Drawer.Header>
      <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto p-0">
        <dl className="flex flex-col gap-y-2 px-6 py-4">
          <Line name="状态">{STATES[payout.state].label}</Line>
          <Line name="申请时间">{moment(payout.requested_at)}</Line>
          <Line name="以往付款">
            {payout.paid_before === 0 ? "首次提现" : `已付款 ${payout.paid_before} 次`}
          </Line>
          <Line name="代扣税">{payout.withheld_fen === null ? "批准时计算" : yuan(payout.withheld_fen)}</Line>
          <Line name="手续费">{yuan(payout.fee_fen)}</Line>
          <Line name="实付">{payout.net_fen === null ? "批准时计算" : yuan(payout.net_fen)}</Line>
          <Line name="付款单号">{payout.outward_number}</Line>
          {payout.reason && <Line name="原因">{payout.reason}</Line>}
          {payout.reference && <Line name="银行流水">{payout.reference}</Line>}
          <PayeeLine payout={payout} />
        </dl>
        {payout.risk && (
          <div className="flex flex-col gap-y-2 px-6">
            <Text size="small" weight="plus">
              风险核查未结束，处理后才能批准
            </Text>
            <Signals signals={payout.risk.signals} />
            <Button size="small" variant="secondary" className="self-start" asChild>
              <a href="/app/distribution/risk">去核查</a>
            </Button>
          </div>
        )}
        <PayoutActions payouts={[payout]} onDone={onDone} />
      </Drawer.Body>
    </Drawer.Content>
  </Drawer>
);

const Line = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex items-center justify-between gap-x-4">
    <dt className="text-ui-fg-subtle txt-small whitespace-nowrap">{name}</dt>
    <dd className="txt-small break-all text-right">{children}</dd>
  </div>
);

const PayeeLine = ({ payout }: { payout: Payout }) => {
  const look = useMutation({
    mutationFn: () => fetchPayee(payout.id),
    onError: (error) => toast.error("不能查看收款人", { description: error.message }),
  });
  const seen = look.data?.payout;
  return (
    <>
      <Line name="收款账户">
        {seen?.payee ? `${seen.payee.bank_name} ${seen.payee.account_number}` : payout.payee_hint}
      </Line>
      <Line name="收款人">
        {seen ? (
          seen.real_name
        ) : (
          <Button size="small" variant="transparent" isLoading={look.isPending} onClick={() => look.mutate()}>
            查看（将记入审计日志）
          </Button>
        )}
      </Line>
    </>
  );
};
