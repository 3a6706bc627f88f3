import { Table, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { OrderLink, sdk, shareOf, t, yuan } from "@tengman/admin-kit";
import type { Stack } from "./plan";

/** What the lines of orders are called, by the id of the line. */
function useLineTitles(stacks: readonly Stack[]) {
  const ids = [...new Set(stacks.map(({ order_id }) => order_id))].sort();
  const { data } = useQuery({
    queryKey: ["distribution-worst-orders", ids],
    queryFn: () =>
      sdk.admin.order.list({
        id: ids,
        limit: ids.length,
        fields: "id,display_id,items.id,items.product_title,items.variant_title",
      }),
    enabled: ids.length > 0,
  });
  return new Map(
    (data?.orders ?? []).flatMap(({ display_id, items }) =>
      items.map(({ id, product_title, variant_title }) => [
        id,
        { display_id, title: [product_title, variant_title].filter(Boolean).join(" ") },
      ]),
    ),
  );
}

/** The lines of which the shop would keep least. */
export const WorstCases = ({ stacks }: { stacks: Stack[] }) => {
  const titles = useLineTitles(stacks);
  if (stacks.length === 0) return null;
  return (
    <div className="flex flex-col gap-y-2 overflow-x-auto">
      <Text size="small" weight="plus">
        {t("最高成本测算：优惠、最高等级、各级同时计佣时，商家到手最少的 {{count}} 件", {
          count: stacks.length,
        })}
      </Text>
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("商品")}</Table.HeaderCell>
            <Table.HeaderCell>{t("订单")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("原价")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("优惠")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("各级佣金")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("成本")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("商家到手")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {stacks.map((stack) => (
            <Worst key={stack.order_line_id} stack={stack} line={titles.get(stack.order_line_id)} />
          ))}
        </Table.Body>
      </Table>
    </div>
  );
};

const Worst = ({
  stack,
  line,
}: {
  stack: Stack;
  line: { display_id?: number | undefined; title: string } | undefined;
}) => {
  const paid = String(BigInt(stack.list_fen) - BigInt(stack.discount_fen));
  return (
    <Table.Row>
      <Table.Cell>
        {line?.title ?? "—"}
        {stack.grade && t("（等级 {{grade}}）", { grade: stack.grade })}
      </Table.Cell>
      <Table.Cell>
        <OrderLink id={stack.order_id}>{line?.display_id ? `#${line.display_id}` : t("查看订单")}</OrderLink>
      </Table.Cell>
      <Table.Cell className="text-right">{yuan(stack.list_fen)}</Table.Cell>
      <Table.Cell className="text-right">{yuan(stack.discount_fen)}</Table.Cell>
      <Table.Cell className="text-right">
        {stack.tiers.map(({ amount_fen }) => yuan(amount_fen)).join(" + ") || "—"}
      </Table.Cell>
      <Table.Cell className="text-right">
        {stack.cost_fen === null ? t("未填") : yuan(stack.cost_fen)}
      </Table.Cell>
      <Table.Cell className="text-right">
        {yuan(stack.kept_fen)}（{shareOf(stack.kept_fen, paid)}）
      </Table.Cell>
    </Table.Row>
  );
};
