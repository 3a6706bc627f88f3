import { Badge, Button, clx, Label, Text, Textarea } from "@medusajs/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  CustomerLink,
  DetailDrawer,
  Fact,
  Facts,
  Loaded,
  read,
  send,
  t,
  timeOrDash,
  timeText,
  useCommand,
} from "@tengman/admin-kit";
import { useState } from "react";
import { type Follower, sourceOf } from "../followers/follower";
import {
  followerName,
  MESSAGES,
  type Message,
  type MessagePage,
  refusalText,
  type ServiceWindow,
  speakerOf,
  summaryOf,
} from "./message";

/** As many messages as a conversation shows. */
const SHOWN = 100;
/** A follower may write at any moment. */
const REFRESH_MS = 10_000;
/** The lists that a sent message changes. */
export const MESSAGE_LISTS = ["official-account-messages", "official-account-followers"] as const;

interface Person {
  readonly openid: string;
  readonly nickname: string | null;
  readonly customer_id: string | null;
}

/** What was written with one follower, and an answer while WeChat lets one through. */
export const ConversationDrawer = ({
  person,
  follower,
  onClose,
}: {
  person: Person;
  follower?: Follower;
  onClose: () => void;
}) => {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ["official-account-conversation", person.openid],
    queryFn: () => read<MessagePage>(MESSAGES, { openid: person.openid, limit: SHOWN }),
    refetchInterval: REFRESH_MS,
  });
  const changed = () => {
    query.refetch();
    for (const name of MESSAGE_LISTS) client.invalidateQueries({ queryKey: [name] });
  };
  return (
    <DetailDrawer
      title={followerName(person)}
      testId="conversation"
      onClose={onClose}
      footer={
        query.data?.window && (
          <AnswerForm openid={person.openid} window={query.data.window} onDone={changed} />
        )
      }
    >
      <Facts>
        {follower && (
          <>
            <Fact name={t("关注时间")}>{timeOrDash(follower.subscribed_at)}</Fact>
            <Fact name={t("来源")}>{sourceOf(follower)}</Fact>
          </>
        )}
        <Fact name={t("顾客")}>
          {person.customer_id ? (
            <CustomerLink id={person.customer_id}>{t("查看顾客与订单")}</CustomerLink>
          ) : (
            t("还没有登录过商城")
          )}
        </Fact>
      </Facts>
      <Loaded query={query}>
        {({ messages }) =>
          messages.length === 0 ? (
            <Text size="small" className="text-ui-fg-subtle px-6 py-4">
              {t("还没有消息")}
            </Text>
          ) : (
            <ol className="flex flex-col-reverse gap-y-3 px-6 py-4" data-testid="conversation-messages">
              {messages.map((message) => (
                <Bubble key={message.id} message={message} />
              ))}
            </ol>
          )
        }
      </Loaded>
    </DetailDrawer>
  );
};

const Bubble = ({ message }: { message: Message }) => {
  const isOut = message.direction === "out";
  return (
    <li className={clx("flex flex-col gap-y-1", isOut ? "items-end" : "items-start")}>
      <div
        className={clx(
          "max-w-[85%] whitespace-pre-wrap break-words rounded-lg px-3 py-2",
          isOut ? "bg-ui-tag-green-bg" : "bg-ui-bg-subtle",
        )}
      >
        <Text size="small">{summaryOf(message)}</Text>
        {message.content.picture_url && (
          <a
            href={message.content.picture_url}
            target="_blank"
            rel="noreferrer"
            className="txt-small underline"
          >
            {t("查看图片")}
          </a>
        )}
      </div>
      <div className="flex items-center gap-x-2">
        {message.state === "refused" && (
          <Badge size="2xsmall" color="red">
            {refusalText(message.reason)}
          </Badge>
        )}
        <Text size="xsmall" className="text-ui-fg-muted">
          {speakerOf(message)} · {timeText(message.at)}
        </Text>
      </div>
    </li>
  );
};

/** WeChat's limit of a text. */
const LONGEST_TEXT = 600;

const AnswerForm = ({
  openid,
  window,
  onDone,
}: {
  openid: string;
  window: ServiceWindow;
  onDone: () => void;
}) => {
  const [text, setText] = useState("");
  const words = text.trim();
  const sending = useCommand(async () => {
    await send(MESSAGES, { openid, answer: { kind: "text", text: words } });
    setText("");
    return t("已发送");
  }, onDone);
  if (window.kind === "closed") {
    return (
      <Text size="small" className="text-ui-fg-subtle" data-testid="window-closed">
        {t("现在不能回复：{{why}}", { why: refusalText(window.reason) })}
      </Text>
    );
  }
  return (
    <form
      className="flex flex-col gap-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (words) sending.run(undefined);
      }}
    >
      <Label size="small" htmlFor="answer-text">
        {t("回复（{{time}} 前还能发 {{left}} 条）", { time: timeText(window.until), left: window.left })}
      </Label>
      <Textarea
        id="answer-text"
        rows={3}
        maxLength={LONGEST_TEXT}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <div className="flex justify-end">
        <Button size="small" type="submit" disabled={words === ""} isLoading={sending.isBusy}>
          {t("发送")}
        </Button>
      </div>
    </form>
  );
};
