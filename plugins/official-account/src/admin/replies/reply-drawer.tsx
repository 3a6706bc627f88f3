import { Button, Input, Label, Switch, Textarea, usePrompt } from "@medusajs/ui";
import { DetailDrawer, Refusal, remove, sendForm, t, useCommand } from "@tengman/admin-kit";
import { useState } from "react";
import { Choice, Field } from "../form/fields";
import { AnswerFields } from "./answer-fields";
import {
  KIND_NOTES,
  KINDS,
  MATCHES,
  type Match,
  REPLIES,
  type Reply,
  type ReplyKind,
  type ReplyRule,
  WORDS,
  wordsOf,
} from "./reply";
import { ScheduleFields } from "./schedule-fields";

/** Writes a new rule, or changes one; what the server refuses is said beside its field. */
export const ReplyDrawer = ({
  reply,
  start,
  onClose,
  onDone,
}: {
  reply: Reply | null;
  start: ReplyRule;
  onClose: () => void;
  onDone: () => void;
}) => {
  const [rule, setRule] = useState(start);
  const [typedWords, setTypedWords] = useState(start.words.join("\n"));
  const [refused, setRefused] = useState<string | null>(null);
  const saving = useCommand(async () => {
    const words = WORDS[rule.kind] ? wordsOf(typedWords) : [];
    try {
      await sendForm(reply ? `${REPLIES}/${reply.id}` : REPLIES, { ...rule, words });
    } catch (error) {
      setRefused(error instanceof Refusal ? (error.field ?? null) : null);
      throw error;
    }
    onClose();
    return t("已保存");
  }, onDone);
  return (
    <DetailDrawer
      title={reply ? t("修改回复") : t("新建回复")}
      testId="reply-drawer"
      onClose={onClose}
      footer={
        <div className="flex justify-between gap-x-2">
          {reply ? <Removal reply={reply} onClose={onClose} onDone={onDone} /> : <span />}
          <Button size="small" isLoading={saving.isBusy} onClick={() => saving.run(undefined)}>
            {t("保存")}
          </Button>
        </div>
      }
    >
      <RuleFields
        rule={rule}
        typedWords={typedWords}
        refused={refused}
        onChange={(part) => {
          setRule({ ...rule, ...part });
          setRefused(null);
        }}
        onTypeWords={(typed) => {
          setTypedWords(typed);
          setRefused(null);
        }}
      />
    </DetailDrawer>
  );
};

const RuleFields = ({
  rule,
  typedWords,
  refused,
  onChange,
  onTypeWords,
}: {
  rule: ReplyRule;
  typedWords: string;
  refused: string | null;
  onChange: (part: Partial<ReplyRule>) => void;
  onTypeWords: (typed: string) => void;
}) => {
  const isWrong = (name: keyof ReplyRule) => refused === name || refused?.startsWith(`${name}.`) === true;
  return (
    <div className="flex flex-col gap-y-4 px-6 py-4">
      <Field label={t("名称")} id="reply-name" isWrong={isWrong("name")} note={t("只有商家能看到")}>
        <Input
          id="reply-name"
          size="small"
          maxLength={60}
          value={rule.name}
          onChange={({ target }) => onChange({ name: target.value })}
        />
      </Field>
      <Field label={t("什么时候回复")} id="reply-kind" isWrong={isWrong("kind")} note={KIND_NOTES[rule.kind]}>
        <Choice
          id="reply-kind"
          value={rule.kind}
          options={KINDS}
          onChange={(kind) => onChange({ kind: kind as ReplyKind })}
        />
      </Field>
      <Words
        rule={rule}
        typed={typedWords}
        isWrong={isWrong("words")}
        onType={onTypeWords}
        onMatch={(match) => onChange({ match })}
      />
      <AnswerFields
        answer={rule.answer}
        isWrong={isWrong("answer")}
        onChange={(answer) => onChange({ answer })}
      />
      <ScheduleFields
        schedule={rule.schedule}
        isWrong={isWrong("schedule")}
        onChange={(schedule) => onChange({ schedule })}
      />
      <RankFields rule={rule} isWrong={isWrong("priority")} onChange={onChange} />
    </div>
  );
};

/** Before which other rules it is asked, and whether it is asked at all. */
const RankFields = ({
  rule,
  isWrong,
  onChange,
}: {
  rule: ReplyRule;
  isWrong: boolean;
  onChange: (part: Partial<ReplyRule>) => void;
}) => (
  <>
    <Field label={t("优先级")} id="reply-priority" isWrong={isWrong} note={t("0 至 1000，数字大的先比较")}>
      <Input
        id="reply-priority"
        size="small"
        type="number"
        min={0}
        max={1_000}
        value={rule.priority}
        onChange={({ target }) => onChange({ priority: Number(target.value) })}
      />
    </Field>
    <Label size="small" className="flex items-center gap-x-2">
      <Switch checked={rule.is_enabled} onCheckedChange={(is_enabled) => onChange({ is_enabled })} />
      {t("启用")}
    </Label>
  </>
);

const Words = ({
  rule,
  typed,
  isWrong,
  onType,
  onMatch,
}: {
  rule: ReplyRule;
  typed: string;
  isWrong: boolean;
  onType: (typed: string) => void;
  onMatch: (match: Match) => void;
}) => {
  const words = WORDS[rule.kind];
  if (!words) {
    return null;
  }
  return (
    <>
      <Field label={words.label} id="reply-words" isWrong={isWrong} note={words.hint}>
        <Textarea id="reply-words" rows={3} value={typed} onChange={({ target }) => onType(target.value)} />
      </Field>
      {rule.kind === "keyword" && (
        <Field label={t("匹配方式")} id="reply-match" isWrong={false}>
          <Choice
            id="reply-match"
            value={rule.match}
            options={MATCHES}
            onChange={(match) => onMatch(match as Match)}
          />
        </Field>
      )}
    </>
  );
};

const Removal = ({ reply, onClose, onDone }: { reply: Reply; onClose: () => void; onDone: () => void }) => {
  const ask = usePrompt();
  const removal = useCommand(async () => {
    await remove(`${REPLIES}/${reply.id}`);
    onClose();
    return t("已删除");
  }, onDone);
  const confirm = async () => {
    const isSure = await ask({
      title: t("删除这条回复？"),
      description: t("删除后不再回复，也不能恢复。"),
      confirmText: t("删除"),
      cancelText: t("取消"),
    });
    if (isSure) {
      await removal.run(undefined);
    }
  };
  return (
    <Button size="small" variant="danger" isLoading={removal.isBusy} onClick={confirm}>
      {t("删除")}
    </Button>
  );
};
