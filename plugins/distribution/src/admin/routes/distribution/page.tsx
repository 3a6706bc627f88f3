import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Users } from "@medusajs/icons";
import { Text } from "@medusajs/ui";
import { useQueries } from "@tanstack/react-query";
import { Card, read, t } from "@tengman/admin-kit";
import { Link } from "react-router-dom";

/** As many as are counted; more are shown as "100+". */
const MOST = 100;

/** Work that waits for the merchant, each with the list that holds it. */
const queues = () => [
  { key: "payouts", path: "payouts", query: { state: "requested" }, title: t("待审核提现"), to: "payouts" },
  {
    key: "distributors",
    path: "distributors",
    query: { status: "applied" },
    title: t("待审核分销商"),
    to: "distributors",
  },
  { key: "cases", path: "risk", query: { state: "open" }, title: t("待核查风险"), to: "risk" },
  {
    key: "changes",
    path: "bindings/changes",
    query: { state: "open" },
    title: t("待处理关系变更"),
    to: "changes",
  },
  {
    key: "corrections",
    path: "identity-corrections",
    query: { state: "open" },
    title: t("待审核实名更正"),
    to: "identities",
  },
];

/** The pages of distribution, in the order of a merchant's day. */
const pages = () => [
  { to: "distributors", title: t("分销商"), note: t("谁在分享、赚了多少、怎么处理") },
  { to: "payouts", title: t("提现"), note: t("审核、付款与付款结果") },
  { to: "plans", title: t("分佣方案"), note: t("比例、封顶、等级、加入方式与试算") },
  { to: "bindings", title: t("推荐关系"), note: t("谁属于谁，现在和以前") },
  { to: "statements", title: t("对账与结账"), note: t("核对账本、月度结账、对账单与个税扣缴") },
  { to: "audit", title: t("审计日志"), note: t("谁在什么时候决定了什么") },
];

/** What waits for the merchant, and where everything is. */
const OverviewPage = () => (
  <div className="flex flex-col gap-y-3" data-testid="distribution-overview">
    <Card title={t("分销")} note={t("需要你处理的事项")} level="h1">
      <Queues />
    </Card>
    <Card title={t("全部功能")}>
      <div className="grid grid-cols-1 md:grid-cols-2">
        {pages().map(({ to, title, note }) => (
          <Link key={to} to={`/distribution/${to}`} className="hover:bg-ui-bg-base-hover px-6 py-3">
            <Text size="small" weight="plus">
              {title}
            </Text>
            <Text size="small" className="text-ui-fg-subtle">
              {note}
            </Text>
          </Link>
        ))}
      </div>
    </Card>
  </div>
);

const Queues = () => {
  const all = queues();
  const counts = useQueries({
    queries: all.map(({ key, path, query }) => ({
      queryKey: ["distribution-queue", key],
      queryFn: async () => {
        const answer = await read<Record<string, unknown[]>>(`/admin/distribution/${path}`, {
          ...query,
          limit: MOST,
        });
        return { count: answer[key]?.length ?? 0, hasMore: "next_cursor" in answer };
      },
    })),
  });
  return (
    <div className="grid grid-cols-2 md:grid-cols-5">
      {all.map(({ key, title, to }, index) => {
        const { data, isError } = counts[index] ?? {};
        const text = data ? `${data.count}${data.hasMore ? "+" : ""}` : isError ? "—" : "…";
        return (
          <Link key={key} to={`/distribution/${to}`} className="hover:bg-ui-bg-base-hover px-6 py-4">
            <Text size="small" className="text-ui-fg-subtle">
              {title}
            </Text>
            <Text size="xlarge" weight="plus" data-testid={`queue-${key}`}>
              {text}
            </Text>
          </Link>
        );
      })}
    </div>
  );
};

export const config = defineRouteConfig({ label: "分销", icon: Users, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("分销") };

export default OverviewPage;
