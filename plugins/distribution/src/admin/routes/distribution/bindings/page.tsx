import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button } from "@medusajs/ui";
import {
  type Column,
  CustomerLink,
  DistributorLink,
  ListPage,
  t,
  timeOrDash,
  timeText,
} from "@tengman/admin-kit";
import { Link } from "react-router-dom";
import { BINDINGS, type Binding, type BindingPage, bindingState } from "../../../referral/bindings";

const columns = (): Column<Binding>[] => [
  {
    id: "customer",
    title: t("顾客"),
    cell: ({ customer_id, customer_name }) => (
      <CustomerLink id={customer_id}>{customer_name ?? t("未命名顾客")}</CustomerLink>
    ),
  },
  {
    id: "distributor",
    title: t("推荐人"),
    cell: ({ distributor_id, distributor_name }) => (
      <DistributorLink id={distributor_id}>{distributor_name}</DistributorLink>
    ),
  },
  { id: "state", title: t("状态"), cell: bindingState },
  {
    id: "origin",
    title: t("来源"),
    cell: ({ origin }) => (origin === "consent" ? t("顾客同意") : t("人工变更")),
  },
  { id: "bound", title: t("绑定时间"), cell: ({ bound_at }) => timeText(bound_at) },
  { id: "protected", title: t("保护至"), cell: ({ protected_until }) => timeText(protected_until) },
  { id: "expires", title: t("到期"), cell: ({ expires_at }) => timeOrDash(expires_at) },
  { id: "ended", title: t("结束时间"), cell: ({ ended_at }) => timeOrDash(ended_at) },
];

/** Who belongs to whom, now and before. */
const BindingsPage = () => (
  <ListPage<Binding, BindingPage>
    name="distribution-referrals"
    title={t("推荐关系")}
    note={t("顾客同意后成立，保护期内不会被换走；变更只影响之后的订单")}
    path={BINDINGS}
    rowsOf={({ bindings }) => bindings}
    rowId={({ id }) => id}
    columns={columns()}
    empty={t("还没有推荐关系，顾客同意后会出现在这里")}
    actions={
      <Button size="small" variant="secondary" asChild>
        <Link to="/distribution/changes">{t("变更申请")}</Link>
      </Button>
    }
  />
);

export const config = defineRouteConfig({ label: "推荐关系", rank: 4, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("推荐关系") };

export default BindingsPage;
