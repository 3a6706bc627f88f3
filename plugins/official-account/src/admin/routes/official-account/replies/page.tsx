import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button } from "@medusajs/ui";
import { useQueryClient } from "@tanstack/react-query";
import { type Column, ListPage, Status, t } from "@tengman/admin-kit";
import { useState } from "react";
import {
  answerText,
  KINDS,
  MATCHES,
  newRule,
  REPLIES,
  type Reply,
  type ReplyPage,
  scheduleText,
} from "../../../replies/reply";
import { ReplyDrawer } from "../../../replies/reply-drawer";
import { ReplyTrial } from "../../../replies/reply-trial";

const NAME = "official-account-replies";

const columns = (): Column<Reply>[] => [
  { id: "name", title: t("名称"), cell: ({ name }) => name },
  { id: "kind", title: t("什么时候回复"), cell: ({ kind }) => KINDS[kind] },
  {
    id: "words",
    title: t("关键词"),
    cell: ({ kind, words, match }) =>
      words.length === 0 ? (
        "—"
      ) : (
        <div className="max-w-56 truncate">
          {words.join(t("、"))}
          {kind === "keyword" && ` · ${MATCHES[match]}`}
        </div>
      ),
  },
  {
    id: "answer",
    title: t("回复内容"),
    cell: ({ answer }) => <div className="max-w-72 truncate">{answerText(answer)}</div>,
  },
  { id: "schedule", title: t("何时有效"), cell: ({ schedule }) => scheduleText(schedule) },
  { id: "priority", title: t("优先级"), isNumber: true, cell: ({ priority }) => priority },
  {
    id: "state",
    title: t("状态"),
    cell: ({ is_enabled }) =>
      is_enabled ? <Status label={t("已启用")} color="green" /> : <Status label={t("已停用")} color="grey" />,
  },
];

/** The rules that answer followers, and a field to try them. */
const RepliesPage = () => {
  // False while nothing is edited; null is a new rule.
  const [opened, setOpened] = useState<Reply | null | false>(false);
  const client = useQueryClient();
  return (
    <div className="flex flex-col gap-y-3">
      <ListPage<Reply, ReplyPage>
        name={NAME}
        title={t("自动回复")}
        note={t("同一种情况下优先级高的先回复，每次只回复一条")}
        path={REPLIES}
        rowsOf={({ replies }) => replies}
        rowId={({ id }) => id}
        columns={columns()}
        empty={t("还没有自动回复，粉丝发来消息时不会得到回复")}
        actions={
          <Button size="small" variant="secondary" onClick={() => setOpened(null)}>
            {t("新建回复")}
          </Button>
        }
        onOpen={setOpened}
      />
      <ReplyTrial />
      {opened !== false && (
        <ReplyDrawer
          reply={opened}
          start={opened ? ruleOf(opened) : newRule()}
          onClose={() => setOpened(false)}
          onDone={() => client.invalidateQueries({ queryKey: [NAME] })}
        />
      )}
    </div>
  );
};

/** What of a stored rule is sent when it is written again. */
const ruleOf = ({ name, kind, match, words, priority, schedule, answer, is_enabled }: Reply) => ({
  ...{ name, kind, match, words, priority },
  ...{ schedule, answer, is_enabled },
});

export const config = defineRouteConfig({ label: "自动回复", rank: 2, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("自动回复") };

export default RepliesPage;
