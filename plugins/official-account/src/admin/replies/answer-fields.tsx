import { Input, Textarea } from "@medusajs/ui";
import { t } from "@tengman/admin-kit";
import { Choice, Field } from "../form/fields";
import type { Answer } from "../messages/message";

/** The fields of 图文, in the order in which WeChat shows them. */
const newsFields = () =>
  [
    { name: "title", label: t("标题"), most: 64, hint: "" },
    { name: "description", label: t("描述"), most: 120, hint: "" },
    { name: "picture_url", label: t("图片地址"), most: 1_000, hint: "https://" },
    { name: "url", label: t("点开的链接"), most: 1_000, hint: "https://" },
  ] as const;

/** What a rule answers. */
export const AnswerFields = ({
  answer,
  isWrong,
  onChange,
}: {
  answer: Answer;
  isWrong: boolean;
  onChange: (answer: Answer) => void;
}) => (
  <>
    <Field label={t("回复内容")} id="answer-kind" isWrong={isWrong}>
      <Choice
        id="answer-kind"
        value={answer.kind}
        options={{ text: t("文字"), news: t("图文") }}
        onChange={(kind) =>
          onChange(
            kind === "text"
              ? { kind: "text", text: "" }
              : { kind: "news", title: "", description: "", picture_url: "", url: "" },
          )
        }
      />
    </Field>
    {answer.kind === "text" ? (
      <Textarea
        aria-label={t("回复的文字")}
        rows={4}
        maxLength={600}
        value={answer.text}
        onChange={({ target }) => onChange({ kind: "text", text: target.value })}
      />
    ) : (
      newsFields().map(({ name, label, most, hint }) => (
        <Field key={name} label={label} id={`answer-${name}`} isWrong={false}>
          <Input
            id={`answer-${name}`}
            size="small"
            maxLength={most}
            placeholder={hint}
            value={answer[name]}
            onChange={({ target }) => onChange({ ...answer, [name]: target.value })}
          />
        </Field>
      ))
    )}
  </>
);
