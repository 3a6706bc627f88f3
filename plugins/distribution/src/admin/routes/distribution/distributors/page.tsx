import { defineRouteConfig } from "@medusajs/admin-sdk";
import { useQueryClient } from "@tanstack/react-query";
import {
  type Column,
  CustomerLink,
  DistributorLink,
  ListPage,
  labelsOf,
  Status,
  t,
  timeText,
  yuan,
} from "@tengman/admin-kit";
import { useSearchParams } from "react-router-dom";
import {
  DISTRIBUTORS,
  type Distributor,
  type DistributorPage,
  STATUSES,
  statusOf,
} from "../../../referral/distributor";
import { DistributorDrawer } from "../../../referral/distributor-drawer";

const NAME = "distribution-distributors";

const columns = (): Column<Distributor>[] => [
  { id: "name", title: t("分销商"), cell: ({ display_name }) => display_name },
  { id: "status", title: t("状态"), cell: (one) => <Status {...statusOf(one)} /> },
  {
    id: "grade",
    title: t("等级"),
    cell: ({ grade_code, grade_is_pinned }) =>
      grade_code ? `${grade_code}${grade_is_pinned ? t("（固定）") : ""}` : "—",
  },
  {
    id: "inviter",
    title: t("推荐人"),
    cell: ({ inviter }) =>
      inviter ? <DistributorLink id={inviter.id}>{inviter.display_name}</DistributorLink> : "—",
  },
  { id: "invited", title: t("推荐顾客"), isNumber: true, cell: ({ invited }) => invited },
  { id: "orders", title: t("分销订单"), isNumber: true, cell: ({ orders }) => orders },
  { id: "pending", title: t("待结算"), isNumber: true, cell: ({ pending_fen }) => yuan(pending_fen) },
  { id: "available", title: t("可提现"), isNumber: true, cell: ({ available_fen }) => yuan(available_fen) },
  { id: "hold", title: t("提现中"), isNumber: true, cell: ({ hold_fen }) => yuan(hold_fen) },
  { id: "debt", title: t("待抵扣"), isNumber: true, cell: ({ debt_fen }) => yuan(debt_fen) },
  { id: "earned", title: t("累计佣金"), isNumber: true, cell: ({ earned_fen }) => yuan(earned_fen) },
  { id: "joined", title: t("加入时间"), cell: ({ joined_at }) => timeText(joined_at) },
  {
    id: "customer",
    title: t("顾客"),
    cell: ({ customer_id }) => <CustomerLink id={customer_id}>{t("查看")}</CustomerLink>,
  },
];

/** Distributors with status, grade and money; a row opens everything about one of them. */
const DistributorsPage = () => {
  const [params, setParams] = useSearchParams();
  const client = useQueryClient();
  const opened = params.get("open");
  return (
    <>
      <ListPage<Distributor, DistributorPage>
        name={NAME}
        title={t("分销商")}
        note={t("佣金在收款后进入待结算，退款按比例追回；点开一行可审核、冻结或调整等级")}
        path={DISTRIBUTORS}
        rowsOf={({ distributors }) => distributors}
        rowId={({ id }) => id}
        columns={columns()}
        filters={[{ id: "status", label: t("状态"), options: labelsOf(STATUSES) }]}
        search={t("名称或编号")}
        empty={t("还没有分销商，顾客加入后会出现在这里")}
        noMatch={t("没有符合条件的分销商")}
        onOpen={({ id }) => setParams({ open: id })}
      />
      {opened && (
        <DistributorDrawer
          key={opened}
          id={opened}
          onClose={() => setParams({})}
          onDone={() => client.invalidateQueries({ queryKey: [NAME] })}
        />
      )}
    </>
  );
};

export const config = defineRouteConfig({ label: "分销商", rank: 1, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("分销商") };

export default DistributorsPage;
