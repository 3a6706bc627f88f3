import { Button, Text, toast } from "@medusajs/ui";
import { useMutation } from "@tanstack/react-query";
import {
  DetailDrawer,
  DistributorLink,
  Fact,
  Facts,
  PageLink,
  read,
  Status,
  t,
  timeText,
  yuan,
} from "@tengman/admin-kit";
import { Signals } from "../risk/signals";
import { PAYOUT_STATES, PAYOUTS, type Payout } from "./payout";
import { PayoutDecisions } from "./payout-decisions";

/** Everything a reviewer wants to know of one payout; the payee in the clear only when asked for. */
export const PayoutDrawer = ({
  payout,
  onClose,
  onDone,
}: {
  payout: Payout;
  onClose: () => void;
  onDone: () => void;
}) => (
  <DetailDrawer
    title={`${payout.distributor_name} · ${yuan(payout.amount_fen)}`}
    testId="payout-drawer"
    onClose={onClose}
    footer={<PayoutDecisions payouts={[payout]} onDone={onDone} />}
  >
    <Facts>
      <Fact name={t("状态")}>
        <Status {...PAYOUT_STATES[payout.state]} />
      </Fact>
      <Fact name={t("分销商")}>
        <DistributorLink id={payout.distributor_id}>{payout.distributor_name}</DistributorLink>
      </Fact>
      <Fact name={t("申请时间")}>{timeText(payout.requested_at)}</Fact>
      <Fact name={t("以往付款")}>
        {payout.paid_before === 0 ? t("首次提现") : t("已付款 {{count}} 次", { count: payout.paid_before })}
      </Fact>
      <Fact name={t("金额")}>{yuan(payout.amount_fen)}</Fact>
      <Fact name={t("代扣税")}>
        {payout.withheld_fen === null ? t("批准时计算") : yuan(payout.withheld_fen)}
      </Fact>
      <Fact name={t("手续费")}>{yuan(payout.fee_fen)}</Fact>
      <Fact name={t("实付")}>{payout.net_fen === null ? t("批准时计算") : yuan(payout.net_fen)}</Fact>
      <Payee payout={payout} />
      <Fact name={t("付款单号")}>
        <span className="break-all">{payout.outward_number}</span>
      </Fact>
      {payout.reason && <Fact name={t("原因")}>{payout.reason}</Fact>}
      {payout.reference && <Fact name={t("银行流水")}>{payout.reference}</Fact>}
    </Facts>
    {payout.risk && (
      <div className="flex flex-col gap-y-2 px-6 py-4">
        <Text size="small" weight="plus">
          {t("风险核查未结束，处理后才能批准")}
        </Text>
        <Signals signals={payout.risk.signals} />
        <PageLink to="/distribution/risk">{t("去风险核查")}</PageLink>
      </div>
    )}
  </DetailDrawer>
);

interface Seen {
  payout: { real_name: string; payee: { bank_name: string; account_number: string } | null };
}

const Payee = ({ payout }: { payout: Payout }) => {
  const look = useMutation({
    mutationFn: () => read<Seen>(`${PAYOUTS}/${encodeURIComponent(payout.id)}`),
    onError: (error) => toast.error(t("不能查看收款人"), { description: error.message }),
  });
  const seen = look.data?.payout;
  return (
    <>
      <Fact name={t("收款账户")}>
        {seen?.payee ? `${seen.payee.bank_name} ${seen.payee.account_number}` : payout.payee_hint}
      </Fact>
      <Fact name={t("收款人")}>
        {seen ? (
          seen.real_name
        ) : (
          <Button size="small" variant="transparent" isLoading={look.isPending} onClick={() => look.mutate()}>
            {t("查看（将记入审计日志）")}
          </Button>
        )}
      </Fact>
    </>
  );
};
