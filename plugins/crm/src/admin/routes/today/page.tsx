import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Calendar } from "@medusajs/icons";
import { Table, Text } from "@medusajs/ui";
import { useQueries, useQuery } from "@tanstack/react-query";
import { Card, Loaded, read, t, yuan } from "@tengman/admin-kit";
import { Link } from "react-router-dom";

interface Figures {
  readonly orders: number;
  readonly revenue_fen: string;
  readonly refunds_fen: string;
  readonly new_customers: number;
}

interface Day {
  readonly so_far: Figures;
  readonly whole: Figures;
}

interface Overview {
  readonly today: Day;
  readonly yesterday: Day;
  readonly last_week: Day;
  readonly waiting: { readonly to_ship: number | null; readonly low_stock: number | null };
}

const REFRESH_MS = 60_000;
/** As many as are counted in a list that says no number; more are shown as "100+". */
const MOST = 100;

/** The day beside others, and what waits for the merchant, each with the list that holds it. */
const TodayPage = () => {
  const overview = useQuery({
    queryKey: ["crm-overview"],
    queryFn: () => read<Overview>("/admin/crm/overview"),
    refetchInterval: REFRESH_MS,
  });
  return (
    <div className="flex flex-col gap-y-3" data-testid="today">
      <Card title={t("今日")} note={t("按北京时间，与同一时刻相比；括号内为当天全天")} level="h1">
        <Loaded query={overview}>{(answer) => <Days overview={answer} />}</Loaded>
      </Card>
      <Card title={t("等你处理")}>
        <Waiting waiting={overview.data?.waiting} />
      </Card>
    </div>
  );
};

const Days = ({ overview: { today, yesterday, last_week } }: { overview: Overview }) => {
  const rows: { name: string; of: (figures: Figures) => string }[] = [
    { name: t("支付订单数"), of: ({ orders }) => String(orders) },
    { name: t("收款"), of: ({ revenue_fen }) => yuan(revenue_fen) },
    { name: t("退款"), of: ({ refunds_fen }) => yuan(refunds_fen) },
    { name: t("新顾客"), of: ({ new_customers }) => String(new_customers) },
  ];
  return (
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell />
            <Table.HeaderCell className="text-right">{t("今日")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("昨日")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("上周同日")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {rows.map(({ name, of }) => (
            <Table.Row key={name}>
              <Table.Cell className="whitespace-nowrap">{name}</Table.Cell>
              <Table.Cell className="text-right font-medium">{of(today.so_far)}</Table.Cell>
              <Compared day={yesterday} of={of} />
              <Compared day={last_week} of={of} />
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
};

const Compared = ({ day, of }: { day: Day; of: (figures: Figures) => string }) => (
  <Table.Cell className="whitespace-nowrap text-right">
    {of(day.so_far)}
    <span className="text-ui-fg-muted txt-compact-xsmall">{` (${of(day.whole)})`}</span>
  </Table.Cell>
);

type Answer = Readonly<Record<string, unknown>>;

/** How many rows an answer holds under a name; "100+" when there are more. */
const rowsIn =
  (name: string) =>
  (answer: Answer): string => {
    const rows = answer[name];
    return Array.isArray(rows) ? `${rows.length}${"next_cursor" in answer ? "+" : ""}` : "—";
  };

const countIn = (answer: Answer): string => String(answer.count ?? "—");

/** Lists that other plugins keep; one that the shop lacks, or that is not for these eyes, shows a dash. */
const queues = () => [
  {
    key: "alerts",
    title: t("预警"),
    to: "/insights/alerts",
    path: "/admin/insights/alerts",
    query: { state: "open", limit: 1 },
    of: countIn,
  },
  {
    key: "after_sales",
    title: t("待处理售后"),
    to: "/after-sales",
    path: "/admin/mall/after-sales",
    query: { state: "requested", limit: 50 },
    of: rowsIn("after_sales"),
  },
  {
    key: "distributors",
    title: t("待审核分销商"),
    to: "/distribution/distributors",
    path: "/admin/distribution/distributors",
    query: { status: "applied", limit: MOST },
    of: rowsIn("distributors"),
  },
  {
    key: "payouts",
    title: t("待审核提现"),
    to: "/distribution/payouts",
    path: "/admin/distribution/payouts",
    query: { state: "requested", limit: MOST },
    of: rowsIn("payouts"),
  },
  {
    key: "risk",
    title: t("待核查风险"),
    to: "/distribution/risk",
    path: "/admin/distribution/risk",
    query: { state: "open", limit: MOST },
    of: rowsIn("cases"),
  },
  {
    key: "faults",
    title: t("待修复"),
    to: "/mall/faults",
    path: "/admin/mall/faults",
    query: { state: "open", limit: 1 },
    of: countIn,
  },
  {
    key: "tasks",
    title: t("客户待办"),
    to: "/crm/tasks",
    path: "/admin/crm/tasks",
    query: { state: "open", limit: 1 },
    of: countIn,
  },
];

const Waiting = ({ waiting }: { waiting: Overview["waiting"] | undefined }) => {
  const all = queues();
  const counts = useQueries({
    queries: all.map(({ key, path, query, of }) => ({
      queryKey: ["today-queue", key],
      queryFn: async () => of(await read<Answer>(path, query)),
      refetchInterval: REFRESH_MS,
      retry: false,
    })),
  });
  const told = (count: number | null | undefined): string =>
    count === undefined ? "…" : String(count ?? "—");
  return (
    <div className="grid grid-cols-2 md:grid-cols-4">
      <Queue name="to_ship" title={t("待发货")} to="/mall/to-ship" text={told(waiting?.to_ship)} />
      {all.map(({ key, title, to }, index) => {
        const { data, isError } = counts[index] ?? {};
        return <Queue key={key} name={key} title={title} to={to} text={data ?? (isError ? "—" : "…")} />;
      })}
      <Queue name="low_stock" title={t("库存不足")} to="/inventory" text={told(waiting?.low_stock)} />
      <Queue name="reconciliation" title={t("支付对账")} to="/wechat-pay" text={t("查看")} />
    </div>
  );
};

const Queue = ({ name, title, to, text }: { name: string; title: string; to: string; text: string }) => (
  <Link to={to} className="hover:bg-ui-bg-base-hover px-6 py-4">
    <Text size="small" className="text-ui-fg-subtle">
      {title}
    </Text>
    <Text size="xlarge" weight="plus" data-testid={`waiting-${name}`}>
      {text}
    </Text>
  </Link>
);

export const config = defineRouteConfig({ label: "今日", icon: Calendar, rank: 0, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("今日") };

export default TodayPage;
