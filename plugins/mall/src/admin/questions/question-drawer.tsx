import { Button, Label, Text, Textarea } from "@medusajs/ui";
import {
  CustomerLink,
  DetailDrawer,
  Fact,
  Facts,
  ProductLink,
  Status,
  send,
  t,
  timeText,
  useCommand,
} from "@tengman/admin-kit";
import { useState } from "react";
import { QUESTIONS, type Question, stateOf } from "./question";

/** As many characters as an answer may have. */
const LONGEST_ANSWER = 500;

/** One question: what was asked about what, the answer, and whether the shop shows it. */
export const QuestionDrawer = ({
  question,
  onClose,
  onDone,
}: {
  question: Question;
  onClose: () => void;
  onDone: () => void;
}) => {
  const { id, is_hidden } = question;
  const [text, setText] = useState(question.answer?.text ?? "");
  const words = text.trim();
  const done = () => {
    onDone();
    onClose();
  };
  const answering = useCommand(async () => {
    await send(`${QUESTIONS}/${id}/answer`, { text: words });
    return t("已回答");
  }, done);
  const hiding = useCommand(async () => {
    await send(`${QUESTIONS}/${id}/${is_hidden ? "show" : "hide"}`);
    return is_hidden ? t("已恢复显示") : t("已隐藏");
  }, done);
  return (
    <DetailDrawer
      title={t("{{author}}的提问", { author: question.author })}
      testId="question-drawer"
      onClose={onClose}
      footer={
        <div className="flex flex-col gap-y-2">
          <Label size="small" htmlFor="question-answer">
            {t("回答（所有人可见）")}
          </Label>
          <Textarea
            id="question-answer"
            rows={3}
            maxLength={LONGEST_ANSWER}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <div className="flex justify-between">
            <Button
              size="small"
              variant="secondary"
              isLoading={hiding.isBusy}
              onClick={() => hiding.run(undefined)}
            >
              {is_hidden ? t("恢复显示") : t("隐藏")}
            </Button>
            <Button
              size="small"
              disabled={words === ""}
              isLoading={answering.isBusy}
              onClick={() => answering.run(undefined)}
            >
              {question.answer ? t("修改回答") : t("回答")}
            </Button>
          </div>
        </div>
      }
    >
      <Facts>
        <Fact name={t("状态")}>
          <Status {...stateOf(question)} />
        </Fact>
        <Fact name={t("商品")}>
          <ProductLink id={question.product_id}>{question.product_title}</ProductLink>
        </Fact>
        {question.customer_id && (
          <Fact name={t("顾客")}>
            <CustomerLink id={question.customer_id}>{question.author}</CustomerLink>
          </Fact>
        )}
        <Fact name={t("提问时间")}>{timeText(question.asked_at)}</Fact>
      </Facts>
      <Text size="small" className="whitespace-pre-wrap break-words px-6 py-4">
        {question.text}
      </Text>
    </DetailDrawer>
  );
};
