import { defineRouteConfig } from "@medusajs/admin-sdk";
import { useQueryClient } from "@tanstack/react-query";
import {
  type Column,
  DistributorLink,
  DownloadButton,
  ListPage,
  labelsOf,
  Status,
  t,
  timeText,
  yuan,
  yuanOrDash,
} from "@tengman/admin-kit";
import { useState } from "react";
import { PAYOUT_STATES, PAYOUTS, type Payout, type PayoutPage } from "../../../payout/payout";
import { PayoutDecisions } from "../../../payout/payout-decisions";
import { PayoutDrawer } from "../../../payout/payout-drawer";
import { VERDICTS } from "../../../risk/risk-case";

const NAME = "distribution-payouts";

const columns = (): Column<Payout>[] => [
  { id: "requested", title: t("申请时间"), cell: ({ requested_at }) => timeText(requested_at) },
  {
    id: "distributor",
    title: t("分销商"),
    cell: ({ distributor_id, distributor_name }) => (
      <DistributorLink id={distributor_id}>{distributor_name}</DistributorLink>
    ),
  },
  { id: "payee", title: t("收款账户"), cell: ({ payee_hint }) => payee_hint },
  { id: "amount", title: t("金额"), isNumber: true, cell: ({ amount_fen }) => yuan(amount_fen) },
  {
    id: "withheld",
    title: t("代扣税"),
    isNumber: true,
    cell: ({ withheld_fen }) => yuanOrDash(withheld_fen),
  },
  { id: "fee", title: t("手续费"), isNumber: true, cell: ({ fee_fen }) => yuan(fee_fen) },
  { id: "net", title: t("实付"), isNumber: true, cell: ({ net_fen }) => yuanOrDash(net_fen) },
  { id: "state", title: t("状态"), cell: ({ state }) => <Status {...PAYOUT_STATES[state]} /> },
  {
    id: "risk",
    title: t("风险"),
    cell: ({ risk }) => (risk ? <Status {...VERDICTS[risk.verdict]} /> : "—"),
  },
];

/** Payouts: who asks for how much, what speaks against it, and the merchant's decision. */
const PayoutsPage = () => {
  const [opened, setOpened] = useState<Payout | null>(null);
  const client = useQueryClient();
  const done = () => {
    setOpened(null);
    client.invalidateQueries({ queryKey: [NAME] });
  };
  return (
    <>
      <ListPage<Payout, PayoutPage>
        name={NAME}
        title={t("提现")}
        note={t(
          "批准后计算代扣税并开始付款；手续费按申请时的方案收取，付款成功才扣；拒绝的金额退回可提现余额",
        )}
        path={PAYOUTS}
        rowsOf={({ payouts }) => payouts}
        rowId={({ id }) => id}
        columns={columns()}
        filters={[{ id: "state", label: t("状态"), options: labelsOf(PAYOUT_STATES) }]}
        start={{ state: "requested" }}
        empty={t("暂无提现")}
        noMatch={t("暂无这个状态的提现")}
        onOpen={setOpened}
        actions={
          <DownloadButton path={`${PAYOUTS}/batches`} name="payouts.csv" label={t("导出银行付款表")} />
        }
        selection={{
          render: (payouts, forget) => (
            <div className="bg-ui-bg-subtle flex flex-col gap-y-2 px-6 py-4">
              <span className="txt-small">{t("已选 {{count}} 笔", { count: payouts.length })}</span>
              <PayoutDecisions
                payouts={payouts}
                onDone={() => {
                  forget();
                  done();
                }}
              />
            </div>
          ),
        }}
      />
      {opened && <PayoutDrawer payout={opened} onClose={() => setOpened(null)} onDone={done} />}
    </>
  );
};

export const config = defineRouteConfig({ label: "提现", rank: 2, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("提现") };

export default PayoutsPage;
