import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button } from "@medusajs/ui";
import { useQueryClient } from "@tanstack/react-query";
import { type Column, CustomerLink, ListPage, labelsOf, Status, t, timeText } from "@tengman/admin-kit";
import { useState } from "react";
import { type BindingChange, CHANGE_STATES, CHANGES, type ChangePage } from "../../../referral/change";
import { ChangeDrawer } from "../../../referral/change-drawer";
import { ProposeChange } from "../../../referral/propose-change";

const NAME = "distribution-changes";

const columns = (): Column<BindingChange>[] => [
  { id: "requested", title: t("提交时间"), cell: ({ requested_at }) => timeText(requested_at) },
  {
    id: "customer",
    title: t("顾客"),
    cell: ({ customer_id, customer_name }) => (
      <CustomerLink id={customer_id}>{customer_name ?? t("未命名顾客")}</CustomerLink>
    ),
  },
  { id: "from", title: t("原推荐人"), cell: ({ from_name }) => from_name ?? t("无") },
  {
    id: "to",
    title: t("变更为"),
    cell: ({ kind, to_name }) => (kind === "unbind" ? t("解除绑定") : to_name),
  },
  {
    id: "by",
    title: t("提交人"),
    cell: ({ asked_by_shopper }) => (asked_by_shopper ? t("顾客本人") : t("商家")),
  },
  { id: "reason", title: t("原因"), cell: ({ reason }) => reason },
  { id: "state", title: t("状态"), cell: ({ state }) => <Status {...CHANGE_STATES[state]} /> },
];

/** Shoppers' wishes to be unbound, and changes of inviter that take two people. */
const ChangesPage = () => {
  const [opened, setOpened] = useState<BindingChange | null>(null);
  const [isProposing, setIsProposing] = useState(false);
  const client = useQueryClient();
  const done = () => {
    setOpened(null);
    setIsProposing(false);
    client.invalidateQueries({ queryKey: [NAME] });
  };
  return (
    <>
      <ListPage<BindingChange, ChangePage>
        name={NAME}
        title={t("关系变更")}
        note={t("顾客申请解绑由商家处理；人工变更须由另一位同事复核，只影响之后的订单")}
        path={CHANGES}
        rowsOf={({ changes }) => changes}
        rowId={({ id }) => id}
        columns={columns()}
        filters={[{ id: "state", label: t("状态"), options: labelsOf(CHANGE_STATES) }]}
        start={{ state: "open" }}
        empty={t("暂无变更申请")}
        onOpen={setOpened}
        actions={
          <Button size="small" variant="secondary" onClick={() => setIsProposing(true)}>
            {t("提交变更")}
          </Button>
        }
      />
      {opened && <ChangeDrawer change={opened} onClose={() => setOpened(null)} onDone={done} />}
      {isProposing && <ProposeChange onClose={() => setIsProposing(false)} onDone={done} />}
    </>
  );
};

export const config = defineRouteConfig({ label: "关系变更", rank: 5, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("关系变更") };

export default ChangesPage;
