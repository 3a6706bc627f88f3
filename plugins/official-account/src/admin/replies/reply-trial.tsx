import { Button, Input, Text } from "@medusajs/ui";
import { Card, send, t, useCommand } from "@tengman/admin-kit";
import { useState } from "react";
import { Choice } from "../form/fields";
import { answerText, KINDS, REPLIES, type Reply } from "./reply";

/** What a follower may do, and what it brings along. */
const occasions = () =>
  ({
    text: { label: t("发来文字"), hint: t("例如：营业时间"), isNeeded: true },
    subscribe: { label: t("关注公众号"), hint: t("场景值（选填）"), isNeeded: false },
    scan: { label: t("扫码（已关注）"), hint: t("场景值"), isNeeded: true },
    click: { label: t("点菜单"), hint: t("菜单 KEY"), isNeeded: true },
  }) as const;
type Occasion = keyof ReturnType<typeof occasions>;

const bodyOf = (occasion: Occasion, word: string) =>
  occasion === "text" ? { text: word } : { event: occasion, event_key: word || null };

/** A field to try out which rule would answer; it sends nothing. */
export const ReplyTrial = () => {
  const [occasion, setOccasion] = useState<Occasion>("text");
  const [word, setWord] = useState("");
  const [found, setFound] = useState<{ reply: Reply | null } | null>(null);
  const trial = useCommand(
    async () => {
      setFound(await send<{ reply: Reply | null }>(`${REPLIES}/preview`, bodyOf(occasion, word.trim())));
      return "";
    },
    () => undefined,
  );
  const all = occasions();
  return (
    <Card title={t("试一试")} note={t("看看哪条规则会回复，不会真的发送")} testId="reply-trial">
      <form
        className="flex flex-wrap items-center gap-2 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          trial.run(undefined);
        }}
      >
        <div className="w-40">
          <Choice
            id="trial-occasion"
            label={t("粉丝做了什么")}
            value={occasion}
            options={Object.fromEntries(Object.entries(all).map(([key, { label }]) => [key, label]))}
            onChange={(chosen) => {
              setOccasion(chosen as Occasion);
              setFound(null);
            }}
          />
        </div>
        <div className="w-64">
          <Input
            size="small"
            aria-label={t("输入内容")}
            placeholder={all[occasion].hint}
            value={word}
            onChange={({ target }) => setWord(target.value)}
          />
        </div>
        <Button
          size="small"
          variant="secondary"
          type="submit"
          disabled={all[occasion].isNeeded && word.trim() === ""}
          isLoading={trial.isBusy}
        >
          {t("看看谁回复")}
        </Button>
      </form>
      {found && (
        <div className="px-6 py-4" data-testid="trial-result">
          {found.reply ? (
            <>
              <Text size="small" weight="plus">
                {t("「{{name}}」会回复（{{kind}}）", {
                  name: found.reply.name,
                  kind: KINDS[found.reply.kind],
                })}
              </Text>
              <Text size="small" className="text-ui-fg-subtle whitespace-pre-wrap">
                {answerText(found.reply.answer)}
              </Text>
            </>
          ) : (
            <Text size="small">{t("没有规则会回复")}</Text>
          )}
        </div>
      )}
    </Card>
  );
};
