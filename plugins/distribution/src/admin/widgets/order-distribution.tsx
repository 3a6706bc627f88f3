import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types";
import { Table, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import {
  Card,
  DistributorLink,
  Fact,
  Facts,
  Loaded,
  messages,
  Note,
  rateText,
  Status,
  t,
  timeText,
  yuan,
} from "@tengman/admin-kit";
import {
  type Commission,
  commissionStatus,
  fetchOrderCommissions,
  netCommission,
  type OrderCommissions,
  reasonText,
  tierText,
} from "../ledger/order-commissions";
import { CUT_WORDS } from "../plan/plan-texts";

const BUCKETS = messages({ pending: "待结算", available: "可提现", debt: "待抵扣" });

const WITHOUT_COMMISSION = messages({
  attributed: "本订单没有产生佣金。",
  no_inviter: "买家没有推荐人，本订单不产生佣金。",
  no_plan: "下单时没有生效的分佣方案，本订单不产生佣金。",
  no_customer: "下单时没有登录，本订单不产生佣金。",
  other_currency: "本订单不是人民币订单，不产生佣金。",
});

/** Tells the merchant what an order earned whom, down to the fen. Orders the ledger never saw get no card. */
const OrderDistribution = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const query = useQuery({
    queryKey: ["distribution-order", order.id],
    queryFn: () => fetchOrderCommissions(order.id),
    // Commission follows the payment within moments; a page left open notices.
    refetchInterval: 15_000,
  });
  if (query.data === null) return null;
  const plan = query.data?.plan;
  return (
    <Card
      title={t("分销")}
      testId="order-distribution"
      aside={
        plan && (
          <Text size="small" className="text-ui-fg-subtle">
            {t("{{name}} · 第 {{version}} 版", { name: plan.name, version: plan.version })}
          </Text>
        )
      }
    >
      <Loaded query={query}>{(found) => found && <Commissions order={found} />}</Loaded>
    </Card>
  );
};

const Commissions = ({ order }: { order: OrderCommissions }) => {
  if (order.commissions.length === 0) return <Note>{WITHOUT_COMMISSION[order.outcome]}</Note>;
  return (
    <>
      <Facts>
        <Fact name={t("推荐人")}>
          {order.inviter ? (
            <DistributorLink id={order.inviter.id}>{order.inviter.display_name}</DistributorLink>
          ) : (
            "—"
          )}
        </Fact>
        <Fact name={t("佣金合计（扣除已追回）")}>{yuan(String(netCommission(order.commissions)))}</Fact>
      </Facts>
      <div className="overflow-x-auto">
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell>{t("商品")}</Table.HeaderCell>
              <Table.HeaderCell>{t("层级")}</Table.HeaderCell>
              <Table.HeaderCell>{t("分销商")}</Table.HeaderCell>
              <Table.HeaderCell className="text-right">{t("比例")}</Table.HeaderCell>
              <Table.HeaderCell className="text-right">{t("基数")}</Table.HeaderCell>
              <Table.HeaderCell className="text-right">{t("佣金")}</Table.HeaderCell>
              <Table.HeaderCell className="text-right">{t("已追回")}</Table.HeaderCell>
              <Table.HeaderCell>{t("状态")}</Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {order.commissions.map((commission) => (
              <CommissionRow key={`${commission.order_line_id}/${commission.tier}`} commission={commission} />
            ))}
          </Table.Body>
        </Table>
      </div>
      {order.commissions.map((commission) => (
        <Clawbacks key={`${commission.order_line_id}/${commission.tier}`} commission={commission} />
      ))}
    </>
  );
};

const CommissionRow = ({ commission }: { commission: Commission }) => (
  <Table.Row>
    <Table.Cell className="max-w-48 truncate" title={commission.title}>
      {commission.title}
      {commission.is_addition && <span className="text-ui-fg-subtle">{t("（补款）")}</span>}
    </Table.Cell>
    <Table.Cell className="whitespace-nowrap">{tierText(commission)}</Table.Cell>
    <Table.Cell className="whitespace-nowrap">
      <DistributorLink id={commission.distributor.id}>{commission.distributor.display_name}</DistributorLink>
    </Table.Cell>
    <Table.Cell className="whitespace-nowrap text-right" title={reasonText(commission)}>
      {rateText(commission)}
      {commission.cut_by && (
        <span className="text-ui-fg-subtle">
          {t("（{{cut}}）", { cut: CUT_WORDS[commission.cut_by] ?? commission.cut_by })}
        </span>
      )}
    </Table.Cell>
    <Table.Cell className="text-right">{yuan(commission.base_fen)}</Table.Cell>
    <Table.Cell className="text-right">{yuan(commission.amount_fen)}</Table.Cell>
    <Table.Cell className="text-right">{yuan(commission.clawed_fen)}</Table.Cell>
    <Table.Cell>
      <Status {...commissionStatus(commission)} />
    </Table.Cell>
  </Table.Row>
);

const Clawbacks = ({ commission }: { commission: Commission }) =>
  commission.clawbacks.map(({ refund_id, bucket, amount_fen, occurred_at }) => (
    <div key={`${refund_id}/${bucket}`} className="flex items-center justify-between gap-x-4 px-6 py-3">
      <Text size="small" className="text-ui-fg-subtle">
        {[
          t("退款追回"),
          commission.title,
          tierText(commission),
          commission.distributor.display_name,
          timeText(occurred_at),
        ].join(" · ")}
      </Text>
      <Text size="small" className="whitespace-nowrap">
        {t("−{{amount}}（自{{bucket}}）", { amount: yuan(amount_fen), bucket: BUCKETS[bucket] })}
      </Text>
    </div>
  ));

export const config = defineWidgetConfig({ zone: "order.details.after" });

export default OrderDistribution;
