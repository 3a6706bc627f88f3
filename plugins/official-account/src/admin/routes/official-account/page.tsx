import { defineRouteConfig } from "@medusajs/admin-sdk";
import { ChatBubbleLeftRight } from "@medusajs/icons";
import { Text } from "@medusajs/ui";
import { type Column, CustomerLink, ListPage, Status, t, timeText } from "@tengman/admin-kit";
import { useState } from "react";
import { ConversationDrawer, MESSAGE_LISTS } from "../../messages/conversation-drawer";
import {
  followerName,
  MESSAGES,
  type Message,
  type MessagePage,
  refusalText,
  STATES,
  speakerOf,
  summaryOf,
} from "../../messages/message";

/** Followers write at any moment. */
const REFRESH_MS = 15_000;

const columns = (): Column<Message>[] => [
  { id: "at", title: t("时间"), cell: ({ at }) => timeText(at) },
  {
    id: "who",
    title: t("粉丝"),
    cell: (message) =>
      message.customer_id ? (
        <CustomerLink id={message.customer_id}>{followerName(message)}</CustomerLink>
      ) : (
        followerName(message)
      ),
  },
  { id: "speaker", title: t("发送方"), cell: speakerOf },
  {
    id: "content",
    title: t("消息内容"),
    cell: (message) => <div className="max-w-96 truncate">{summaryOf(message)}</div>,
  },
  {
    id: "state",
    title: t("状态"),
    cell: ({ state, reason }) => (
      <div className="flex items-center gap-x-2">
        <Status {...STATES[state]} />
        {state === "refused" && (
          <Text as="span" size="small" className="text-ui-fg-subtle">
            {refusalText(reason)}
          </Text>
        )}
      </div>
    ),
  },
];

/** What followers write and what they are answered; a row opens the conversation. */
const MessagesPage = () => {
  const [opened, setOpened] = useState<Message | null>(null);
  return (
    <>
      <ListPage<Message, MessagePage>
        name={MESSAGE_LISTS[0]}
        title={t("消息")}
        note={t("粉丝发来消息后 48 小时内可以人工回复，最多 5 条")}
        path={MESSAGES}
        rowsOf={({ messages }) => messages}
        rowId={({ id }) => id}
        columns={columns()}
        filters={[
          {
            id: "show",
            label: t("显示"),
            options: { written: t("粉丝写的"), out: t("我们发的"), refused: t("未发出") },
          },
        ]}
        start={{ show: "written" }}
        empty={t("还没有消息")}
        noMatch={t("没有这样的消息")}
        onOpen={setOpened}
        refreshMs={REFRESH_MS}
      />
      {opened && <ConversationDrawer person={opened} onClose={() => setOpened(null)} />}
    </>
  );
};

export const config = defineRouteConfig({
  label: "公众号",
  icon: ChatBubbleLeftRight,
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => t("公众号") };

export default MessagesPage;
