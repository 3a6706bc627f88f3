import { Button, Label, Select, Text, Textarea } from "@medusajs/ui";
import {
  CustomerLink,
  DetailDrawer,
  Fact,
  Facts,
  OrderLink,
  ProductLink,
  Status,
  send,
  t,
  timeText,
  useCommand,
} from "@tengman/admin-kit";
import { useState } from "react";
import { HIDING_REASONS, type HidingReason, REVIEWS, type Review, starsText, stateOf } from "./review";

/** As many characters as an answer may have. */
const LONGEST_ANSWER = 500;

/** One review: what was said of what, the shop's answer, and what the law lets a shop hide. */
export const ReviewDrawer = ({
  review,
  onClose,
  onDone,
}: {
  review: Review;
  onClose: () => void;
  onDone: () => void;
}) => {
  const done = () => {
    onDone();
    onClose();
  };
  return (
    <DetailDrawer
      title={t("{{author}}的评价", { author: review.author })}
      testId="review-drawer"
      onClose={onClose}
      footer={<AnswerForm review={review} onDone={done} />}
    >
      <Facts>
        <Fact name={t("状态")}>
          <Status {...stateOf(review)} />
        </Fact>
        <Fact name={t("评分")}>{starsText(review.stars)}</Fact>
        <Fact name={t("商品")}>
          <ProductLink
            id={review.product_id}
          >{`${review.product_title} ${review.variant_title}`}</ProductLink>
        </Fact>
        <Fact name={t("订单")}>
          <OrderLink id={review.order_id}>{t("查看订单")}</OrderLink>
        </Fact>
        <Fact name={t("顾客")}>
          <CustomerLink id={review.customer_id}>{review.author}</CustomerLink>
        </Fact>
        <Fact name={t("评价时间")}>{timeText(review.created_at)}</Fact>
      </Facts>
      <Words title={t("评价内容")} text={review.text} />
      {review.pictures.length > 0 && <Pictures pictures={review.pictures} />}
      {review.addition && (
        <Words
          title={t("追评 · {{time}}", { time: timeText(review.addition.at) })}
          text={review.addition.text}
        />
      )}
      {review.answer && (
        <Words
          title={t("商家回复 · {{time}}", { time: timeText(review.answer.at) })}
          text={review.answer.text}
        />
      )}
      <Hiding review={review} onDone={done} />
    </DetailDrawer>
  );
};

const Words = ({ title, text }: { title: string; text: string }) => (
  <div className="px-6 py-4">
    <Text size="small" className="text-ui-fg-subtle">
      {title}
    </Text>
    <Text size="small" className="whitespace-pre-wrap break-words">
      {text}
    </Text>
  </div>
);

const Pictures = ({ pictures }: { pictures: readonly string[] }) => (
  <ul className="grid grid-cols-4 gap-2 px-6 py-4">
    {pictures.map((picture, index) => (
      <li key={picture}>
        <a href={picture} target="_blank" rel="noreferrer">
          <img
            src={picture}
            alt={t("评价图片 {{index}}", { index: index + 1 })}
            className="aspect-square w-full rounded-md object-cover"
          />
        </a>
      </li>
    ))}
  </ul>
);

const AnswerForm = ({ review, onDone }: { review: Review; onDone: () => void }) => {
  const [text, setText] = useState(review.answer?.text ?? "");
  const words = text.trim();
  const answering = useCommand(async () => {
    await send(`${REVIEWS}/${review.id}/answer`, { text: words });
    return t("已回复");
  }, onDone);
  return (
    <div className="flex flex-col gap-y-2">
      <Label size="small" htmlFor="review-answer">
        {t("商家回复（所有人可见）")}
      </Label>
      <Textarea
        id="review-answer"
        rows={3}
        maxLength={LONGEST_ANSWER}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <div className="flex justify-end">
        <Button
          size="small"
          disabled={words === ""}
          isLoading={answering.isBusy}
          onClick={() => answering.run(undefined)}
        >
          {review.answer ? t("修改回复") : t("回复")}
        </Button>
      </div>
    </div>
  );
};

const Hiding = ({ review, onDone }: { review: Review; onDone: () => void }) => {
  const [reason, setReason] = useState<HidingReason>("unlawful");
  const hiding = useCommand(async () => {
    await send(`${REVIEWS}/${review.id}/${review.hidden ? "show" : "hide"}`, review.hidden ? {} : { reason });
    return review.hidden ? t("已恢复显示") : t("已隐藏");
  }, onDone);
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <Text size="small" className="text-ui-fg-subtle">
        {review.hidden
          ? t("已隐藏，原因：{{reason}}", { reason: HIDING_REASONS[review.hidden.reason] })
          : t("差评不能隐藏：只有下列情形可以，评价也不会被删除")}
      </Text>
      <div className="flex items-center gap-x-2">
        {!review.hidden && (
          <Select size="small" value={reason} onValueChange={(chosen) => setReason(chosen as HidingReason)}>
            <Select.Trigger aria-label={t("隐藏原因")}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {Object.keys(HIDING_REASONS).map((key) => (
                <Select.Item key={key} value={key}>
                  {HIDING_REASONS[key as HidingReason]}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        )}
        <Button
          size="small"
          variant="secondary"
          className="shrink-0"
          isLoading={hiding.isBusy}
          onClick={() => hiding.run(undefined)}
        >
          {review.hidden ? t("恢复显示") : t("隐藏")}
        </Button>
      </div>
    </div>
  );
};
