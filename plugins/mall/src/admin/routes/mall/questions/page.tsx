import { defineRouteConfig } from "@medusajs/admin-sdk";
import { useQueryClient } from "@tanstack/react-query";
import { type Column, ListPage, labelsOf, ProductLink, Status, t, timeText } from "@tengman/admin-kit";
import { useState } from "react";
import { QUESTIONS, type Question, type QuestionPage, STATES, stateOf } from "../../../questions/question";
import { QuestionDrawer } from "../../../questions/question-drawer";

const NAME = "questions";
/** The route gives no more at once. */
const PAGE_SIZES = [20, 50] as const;

const columns = (): Column<Question>[] => [
  { id: "asked", title: t("提问时间"), cell: ({ asked_at }) => timeText(asked_at) },
  {
    id: "product",
    title: t("商品"),
    cell: ({ product_id, product_title }) => <ProductLink id={product_id}>{product_title}</ProductLink>,
  },
  { id: "text", title: t("提问"), cell: ({ text }) => <div className="max-w-80 truncate">{text}</div> },
  { id: "author", title: t("顾客"), cell: ({ author }) => author },
  { id: "state", title: t("状态"), cell: (question) => <Status {...stateOf(question)} /> },
];

/** What shoppers ask before they buy, to be answered. */
const QuestionsPage = () => {
  const [opened, setOpened] = useState<Question | null>(null);
  const client = useQueryClient();
  return (
    <>
      <ListPage<Question, QuestionPage>
        name={NAME}
        title={t("商品问答")}
        note={t("回答后提问与回答会一起显示在商品页")}
        path={QUESTIONS}
        rowsOf={({ questions }) => questions}
        rowId={({ id }) => id}
        columns={columns()}
        filters={[{ id: "state", label: t("状态"), options: labelsOf(STATES) }]}
        empty={t("还没有人提问")}
        noMatch={t("没有这样的提问")}
        pageSizes={PAGE_SIZES}
        onOpen={setOpened}
      />
      {opened && (
        <QuestionDrawer
          key={opened.id}
          question={opened}
          onClose={() => setOpened(null)}
          onDone={() => client.invalidateQueries({ queryKey: [NAME] })}
        />
      )}
    </>
  );
};

export const config = defineRouteConfig({ label: "商品问答", rank: 3, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("商品问答") };

export default QuestionsPage;
