import { defineRouteConfig } from "@medusajs/admin-sdk";
import { useQueryClient } from "@tanstack/react-query";
import { type Column, DistributorLink, ListPage, labelsOf, Status, t, timeText } from "@tengman/admin-kit";
import { useState } from "react";
import { RISK, RISK_STATES, type RiskPage as RiskAnswer, type RiskCase } from "../../../risk/risk-case";
import { RiskDrawer } from "../../../risk/risk-drawer";
import { Signals } from "../../../risk/signals";

const NAME = "distribution-risk";

const columns = (): Column<RiskCase>[] => [
  { id: "opened", title: t("发现时间"), cell: ({ opened_at }) => timeText(opened_at) },
  {
    id: "distributor",
    title: t("分销商"),
    cell: ({ distributor_id, display_name }) => (
      <DistributorLink id={distributor_id}>{display_name}</DistributorLink>
    ),
  },
  { id: "signals", title: t("发现"), cell: ({ signals }) => <Signals signals={signals} /> },
  { id: "appeal", title: t("申诉"), cell: ({ appeal }) => (appeal ? t("待答复") : "—") },
  { id: "state", title: t("状态"), cell: ({ state }) => <Status {...RISK_STATES[state]} /> },
];

/** Risk cases: what was measured, what the distributor says to it, and the merchant's decision. */
const RiskPage = () => {
  const [opened, setOpened] = useState<RiskCase | null>(null);
  const client = useQueryClient();
  return (
    <>
      <ListPage<RiskCase, RiskAnswer>
        name={NAME}
        title={t("风险核查")}
        note={t("待核查的提现须先处理才能批准；资金暂停时不能提现，佣金也不结算")}
        path={RISK}
        rowsOf={({ cases }) => cases}
        rowId={({ id }) => id}
        columns={columns()}
        filters={[{ id: "state", label: t("状态"), options: labelsOf(RISK_STATES) }]}
        start={{ state: "open" }}
        empty={t("暂无需要核查的分销商")}
        onOpen={setOpened}
      />
      {opened && (
        <RiskDrawer
          risk_case={opened}
          onClose={() => setOpened(null)}
          onDone={() => {
            setOpened(null);
            client.invalidateQueries({ queryKey: [NAME] });
          }}
        />
      )}
    </>
  );
};

export const config = defineRouteConfig({ label: "风险核查", rank: 9, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("风险核查") };

export default RiskPage;
