import { defineRouteConfig } from "@medusajs/admin-sdk";
import { ArrowUturnLeft } from "@medusajs/icons";
import { Text } from "@medusajs/ui";
import { useQueryClient } from "@tanstack/react-query";
import { type Column, ListPage, labelsOf, OrderLink, Status, t, timeText, yuan } from "@tengman/admin-kit";
import { useState } from "react";
import { AFTER_SALES, type AfterSale, type AfterSalePage } from "../../after-sales/case";
import { CaseDrawer } from "../../after-sales/case-drawer";
import { REASONS, refundText, STATES, TYPES, timeLeft } from "../../after-sales/case-texts";

const NAME = "after-sales";
/** Cases move by themselves while money and goods are on their way. */
const REFRESH_MS = 15_000;
/** The route gives no more at once. */
const PAGE_SIZES = [20, 50] as const;

const State = ({ found }: { found: AfterSale }) => (
  <div className="flex items-center gap-x-2">
    {found.refund?.state === "needs_attention" ? (
      <Status label={refundText(found)} color="red" />
    ) : (
      <Status {...STATES[found.state]} />
    )}
    {found.answer_by && (
      <Text as="span" size="small" className="text-ui-fg-subtle">
        {timeLeft(found.answer_by, new Date())}
      </Text>
    )}
  </div>
);

const columns = (): Column<AfterSale>[] => [
  {
    id: "created",
    title: t("申请时间"),
    cell: ({ created_at }) => timeText(created_at),
  },
  {
    id: "order",
    title: t("订单"),
    cell: ({ order_id, display_id }) => <OrderLink id={order_id}>{`#${display_id ?? "—"}`}</OrderLink>,
  },
  { id: "type", title: t("类型"), cell: ({ type }) => TYPES[type] },
  {
    id: "goods",
    title: t("商品"),
    cell: ({ items }) => (
      <div className="max-w-48 truncate">{items.map(({ title }) => title).join(t("、"))}</div>
    ),
  },
  { id: "reason", title: t("原因"), cell: ({ reason }) => REASONS[reason] ?? reason },
  {
    id: "amount",
    title: t("金额"),
    isNumber: true,
    cell: ({ approved_fen, asked_fen }) => yuan(approved_fen ?? asked_fen),
  },
  { id: "state", title: t("状态"), cell: (found) => <State found={found} /> },
];

/** How many cases wait for what. */
function countsText({ counts, due_soon }: AfterSalePage): string {
  const parts = [
    t("待处理 {{count}}", { count: counts.requested ?? 0 }),
    t("待退款 {{count}}", { count: counts.to_refund ?? 0 }),
    t("退货中 {{count}}", { count: counts.returning ?? 0 }),
    ...(due_soon > 0 ? [t("{{count}} 单将在 24 小时内自动同意", { count: due_soon })] : []),
  ];
  return parts.join(" · ");
}

/** After-sale cases: what shoppers ask for, and the merchant's decision. */
const AfterSalesPage = () => {
  const [opened, setOpened] = useState<AfterSale | null>(null);
  const client = useQueryClient();
  return (
    <>
      <ListPage<AfterSale, AfterSalePage>
        name={NAME}
        title={t("售后")}
        path={AFTER_SALES}
        rowsOf={({ after_sales }) => after_sales}
        rowId={({ id }) => id}
        columns={columns()}
        filters={[
          {
            id: "state",
            label: t("状态"),
            options: { open: t("进行中"), due_soon: t("即将自动同意"), ...labelsOf(STATES) },
          },
        ]}
        start={{ state: "open" }}
        empty={t("暂无售后单")}
        noMatch={t("暂无这个状态的售后单")}
        onOpen={setOpened}
        refreshMs={REFRESH_MS}
        pageSizes={PAGE_SIZES}
        summary={(page) => (
          <Text size="small" className="text-ui-fg-subtle px-6 py-2">
            {countsText(page)}
          </Text>
        )}
      />
      {opened && (
        <CaseDrawer
          key={opened.id + opened.state}
          found={opened}
          onClose={() => setOpened(null)}
          onDone={(after) => {
            setOpened(after);
            client.invalidateQueries({ queryKey: [NAME] });
          }}
        />
      )}
    </>
  );
};

export const config = defineRouteConfig({ label: "售后", icon: ArrowUturnLeft, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("售后") };

export default AfterSalesPage;
