import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Text } from "@medusajs/ui";
import { type Column, ListPage, PageLink, t, timeText } from "@tengman/admin-kit";
import { FAULTS, type Fault, type FaultPage, pageOf } from "../../../faults/fault";

const Subject = ({ fault }: { fault: Fault }) => {
  const page = pageOf(fault);
  const name = fault.title || fault.subject_id;
  return (
    <span data-testid="fault-row" data-subject={fault.subject_id}>
      {page ? <PageLink to={page}>{name}</PageLink> : name}
    </span>
  );
};

const Words = ({ children }: { children: string }) => (
  <Text size="small" className="min-w-[200px] whitespace-normal py-2">
    {children}
  </Text>
);

const columns = (): Column<Fault>[] => [
  { id: "label", title: t("问题"), cell: ({ label }) => label },
  { id: "subject", title: t("对象"), cell: (fault) => <Subject fault={fault} /> },
  { id: "detail", title: t("说明"), cell: ({ detail }) => <Words>{detail}</Words> },
  { id: "remedy", title: t("如何处理"), cell: ({ remedy }) => <Words>{remedy}</Words> },
  { id: "first", title: t("首次发现"), cell: ({ first_seen_at }) => timeText(first_seen_at) },
  { id: "last", title: t("最近发现"), cell: ({ last_seen_at }) => timeText(last_seen_at) },
];

/** What the shop leaves out because it cannot be sold or shown as it is, with where it is mended. */
const FaultsPage = () => (
  <ListPage<Fault, FaultPage>
    name="faults"
    title={t("待修复")}
    note={t("以下内容暂不对顾客展示或无法使用，其余商品与订单不受影响；改好后会自动恢复")}
    path={FAULTS}
    rowsOf={({ faults }) => faults}
    rowId={({ id }) => id}
    columns={columns()}
    filters={[{ id: "state", label: t("状态"), options: { open: t("待修复"), resolved: t("已修复") } }]}
    start={{ state: "open" }}
    empty={t("没有需要处理的内容")}
    noMatch={t("没有需要处理的内容")}
    isByOffset
  />
);

export const config = defineRouteConfig({ label: "待修复", rank: 1, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("待修复") };

export default FaultsPage;
