import { defineRouteConfig } from "@medusajs/admin-sdk";
import { useQueryClient } from "@tanstack/react-query";
import { type Column, ListPage, labelsOf, ProductLink, Status, t, timeText } from "@tengman/admin-kit";
import { useState } from "react";
import { REVIEWS, type Review, type ReviewPage, STATES, starsText, stateOf } from "../../../reviews/review";
import { ReviewDrawer } from "../../../reviews/review-drawer";

const NAME = "reviews";
/** The route gives no more at once. */
const PAGE_SIZES = [20, 50] as const;

const columns = (): Column<Review>[] => [
  { id: "created", title: t("评价时间"), cell: ({ created_at }) => timeText(created_at) },
  {
    id: "product",
    title: t("商品"),
    cell: ({ product_id, product_title }) => <ProductLink id={product_id}>{product_title}</ProductLink>,
  },
  { id: "stars", title: t("评分"), cell: ({ stars }) => starsText(stars) },
  { id: "text", title: t("评价内容"), cell: ({ text }) => <div className="max-w-80 truncate">{text}</div> },
  { id: "author", title: t("顾客"), cell: ({ author }) => author },
  { id: "state", title: t("状态"), cell: (review) => <Status {...stateOf(review)} /> },
];

/** What buyers say, to be answered. */
const ReviewsPage = () => {
  const [opened, setOpened] = useState<Review | null>(null);
  const client = useQueryClient();
  return (
    <>
      <ListPage<Review, ReviewPage>
        name={NAME}
        title={t("评价")}
        note={t("回复会显示在商品页；差评不能删除，请用回复解释")}
        path={REVIEWS}
        rowsOf={({ reviews }) => reviews}
        rowId={({ id }) => id}
        columns={columns()}
        filters={[
          { id: "state", label: t("状态"), options: labelsOf(STATES) },
          {
            id: "stars",
            label: t("评分"),
            options: Object.fromEntries([5, 4, 3, 2, 1].map((stars) => [String(stars), starsText(stars)])),
          },
        ]}
        empty={t("还没有评价")}
        noMatch={t("没有这样的评价")}
        pageSizes={PAGE_SIZES}
        onOpen={setOpened}
      />
      {opened && (
        <ReviewDrawer
          key={opened.id}
          review={opened}
          onClose={() => setOpened(null)}
          onDone={() => client.invalidateQueries({ queryKey: [NAME] })}
        />
      )}
    </>
  );
};

export const config = defineRouteConfig({ label: "评价", rank: 2, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("评价") };

export default ReviewsPage;
