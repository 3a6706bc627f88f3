import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button } from "@medusajs/ui";
import { useQueryClient } from "@tanstack/react-query";
import {
  type Column,
  ListPage,
  PageLink,
  Status,
  send,
  t,
  timeText,
  useCommand,
  useUserNames,
} from "@tengman/admin-kit";
import { ALERTS, type Alert, type AlertPage, figureOf, KINDS, PAGES } from "../../../alerts/alert";
import { SettingsCard } from "../../../alerts/settings-card";

const NAME = "insights-alerts";

const columns = (): Column<Alert>[] => [
  { id: "opened", title: t("触发时间"), cell: ({ opened_at }) => timeText(opened_at) },
  {
    id: "kind",
    title: t("原因"),
    cell: ({ kind }) => (
      <span data-testid="alert-row">
        <PageLink to={PAGES[kind]}>{KINDS[kind]}</PageLink>
      </span>
    ),
  },
  { id: "figure", title: t("数值"), isNumber: true, cell: (alert) => figureOf(alert) },
  {
    id: "subjects",
    title: t("涉及"),
    cell: ({ subjects }) => <div className="max-w-80 truncate">{subjects.join(t("、")) || "—"}</div>,
  },
  {
    id: "state",
    title: t("状态"),
    cell: ({ closed_at }) =>
      closed_at ? (
        <Status label={t("已恢复")} color="green" />
      ) : (
        <Status label={t("未恢复")} color="orange" />
      ),
  },
  { id: "acknowledged", title: t("处理人"), cell: (alert) => <Acknowledgement alert={alert} /> },
];

const Acknowledgement = ({ alert: { id, acknowledged_by, closed_at } }: { alert: Alert }) => {
  const client = useQueryClient();
  const nameOf = useUserNames(acknowledged_by ? [acknowledged_by] : []);
  const { run, isBusy } = useCommand(
    async () => {
      await send(`${ALERTS}/${id}/acknowledge`);
      return t("已记录由你处理");
    },
    () => client.invalidateQueries({ queryKey: [NAME] }),
  );
  if (acknowledged_by) {
    return <>{nameOf(acknowledged_by)}</>;
  }
  return closed_at ? (
    <>—</>
  ) : (
    <Button size="small" variant="secondary" isLoading={isBusy} onClick={() => run(undefined)}>
      {t("我来处理")}
    </Button>
  );
};

/** What is not as it should be, who sees to it, and what raises an alert. */
const AlertsPage = () => (
  <div className="flex flex-col gap-y-3">
    <ListPage<Alert, AlertPage>
      name={NAME}
      title={t("预警")}
      note={t("原因消失后自动恢复，不需要手动关闭")}
      path={ALERTS}
      rowsOf={({ alerts }) => alerts}
      rowId={({ id }) => id}
      columns={columns()}
      filters={[{ id: "state", label: t("状态"), options: { open: t("未恢复"), closed: t("已恢复") } }]}
      start={{ state: "open" }}
      empty={t("没有预警")}
      noMatch={t("没有预警")}
      isByOffset
    />
    <SettingsCard />
  </div>
);

export const config = defineRouteConfig({ label: "预警", rank: 1, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("预警") };

export default AlertsPage;
