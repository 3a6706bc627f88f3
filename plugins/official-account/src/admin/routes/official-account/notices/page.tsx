import { defineRouteConfig } from "@medusajs/admin-sdk";
import { type Column, CustomerLink, ListPage, labelsOf, Status, t, timeText } from "@tengman/admin-kit";
import { useState } from "react";
import {
  factsText,
  KINDS,
  NOTICES,
  type Notice,
  type NoticePage,
  STATES,
  troubleOf,
} from "../../../notices/notice";
import { NoticeDrawer } from "../../../notices/notice-drawer";
import { TemplatesCard } from "../../../notices/templates-card";

/** Notices go out by themselves. */
const REFRESH_MS = 15_000;

const columns = (): Column<Notice>[] => [
  { id: "created", title: t("产生时间"), cell: ({ created_at }) => timeText(created_at) },
  { id: "kind", title: t("通知"), cell: ({ kind }) => KINDS[kind] },
  {
    id: "customer",
    title: t("顾客"),
    cell: ({ customer_id, nickname }) => (
      <CustomerLink id={customer_id}>{nickname ?? t("未命名顾客")}</CustomerLink>
    ),
  },
  {
    id: "facts",
    title: t("通知内容"),
    cell: ({ facts }) => <div className="max-w-72 truncate">{factsText(facts)}</div>,
  },
  { id: "state", title: t("状态"), cell: ({ state }) => <Status {...STATES[state]} /> },
  { id: "reason", title: t("原因"), cell: ({ reason }) => troubleOf(reason)?.what ?? "—" },
];

/** What was told to whom, why something was not, and how each kind is told. */
const NoticesPage = () => {
  const [opened, setOpened] = useState<Notice | null>(null);
  return (
    <div className="flex flex-col gap-y-3">
      <ListPage<Notice, NoticePage>
        name="official-account-notices"
        title={t("消息通知")}
        note={t("订单与佣金有进展时发给顾客的模板消息，失败的会写明原因和办法")}
        path={NOTICES}
        rowsOf={({ notices }) => notices}
        rowId={({ id }) => id}
        columns={columns()}
        filters={[{ id: "state", label: t("状态"), options: labelsOf(STATES) }]}
        empty={t("还没有发过通知")}
        noMatch={t("没有这个状态的通知")}
        onOpen={setOpened}
        refreshMs={REFRESH_MS}
      />
      <TemplatesCard />
      {opened && <NoticeDrawer notice={opened} onClose={() => setOpened(null)} />}
    </div>
  );
};

export const config = defineRouteConfig({ label: "消息通知", rank: 5, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("消息通知") };

export default NoticesPage;
