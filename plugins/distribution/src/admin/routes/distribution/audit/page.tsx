import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Text } from "@medusajs/ui";
import {
  type Column,
  CustomerLink,
  DistributorLink,
  ListPage,
  messages,
  t,
  timeText,
} from "@tengman/admin-kit";
import { Changes } from "../../../audit/changes";
import { ACTIONS, type AuditAnswer, type AuditEntry, actionText, changesOf } from "../../../audit/entry";
import { useNames } from "../../../audit/names";

/** What an entry is about, by the beginning of its id. */
const KINDS: Record<string, string> = messages({
  plan: "分佣方案",
  bind: "推荐关系",
  bchg: "关系变更",
  pout: "提现",
  risk: "风险核查",
  variant: "商品规格",
  ack: "合规确认",
  icor: "实名更正",
});

const Subject = ({ id }: { id: string }) => {
  const name = useNames([id])(id);
  if (id.startsWith("dist_")) return <DistributorLink id={id}>{name}</DistributorLink>;
  if (id.startsWith("cus_")) return <CustomerLink id={id}>{name}</CustomerLink>;
  const kind = KINDS[id.split("_")[0] ?? ""];
  return <span title={id}>{kind ?? name}</span>;
};

/** Who acted: a person of the shop, a shopper, or the system. */
const Actor = ({ id }: { id: string }) => {
  const name = useNames([id])(id);
  return id.startsWith("cus_") ? <CustomerLink id={id}>{name}</CustomerLink> : name;
};

const Changed = ({ entry: { before, after } }: { entry: AuditEntry }) => {
  const values = Object.values({ ...before, ...after });
  const nameOf = useNames(values.filter((value) => typeof value === "string"));
  return (
    <div className="min-w-[240px] py-2">
      <Changes changes={changesOf({ before, after }, nameOf)} />
    </div>
  );
};

const columns = (): Column<AuditEntry>[] => [
  { id: "at", title: t("时间"), cell: ({ occurred_at }) => timeText(occurred_at) },
  { id: "what", title: t("操作"), cell: ({ action }) => actionText(action) },
  { id: "actor", title: t("操作人"), cell: ({ actor_id }) => <Actor id={actor_id} /> },
  { id: "subject", title: t("对象"), cell: ({ subject_id }) => <Subject id={subject_id} /> },
  { id: "changes", title: t("变化"), cell: (entry) => <Changed entry={entry} /> },
  {
    id: "reason",
    title: t("原因"),
    cell: ({ reason }) => (
      <Text size="small" className="max-w-xs whitespace-normal">
        {reason === "consent" ? t("顾客同意") : (reason ?? "—")}
      </Text>
    ),
  },
];

/** Who did what to whom, how it looked before and after, and why. */
const AuditPage = () => (
  <ListPage<AuditEntry, AuditAnswer>
    name="distribution-audit"
    title={t("审计日志")}
    note={t("只增不改：每个决定的操作人、前后变化与原因")}
    path="/admin/distribution/audit"
    rowsOf={({ entries }) => entries}
    rowId={({ id }) => id}
    columns={columns()}
    filters={[{ id: "action", label: t("操作"), options: { ...ACTIONS } }]}
    empty={t("暂无记录")}
    noMatch={t("没有符合条件的记录")}
  />
);

export const config = defineRouteConfig({ label: "审计日志", rank: 10, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("审计日志") };

export default AuditPage;
