import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types";
import { Button, Container, Heading, StatusBadge, Table, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { moment, rateText, yuan } from "../ledger/amounts";
import {
  type Clawback,
  type Commission,
  fetchOrderCommissions,
  type OrderCommissions,
} from "../ledger/requests";

const STATES = {
  not_accrued: { label: "待付款", color: "grey" },
  pending: { label: "待结算", color: "orange" },
  available: { label: "可提现", color: "green" },
  clawed_back: { label: "已追回", color: "red" },
} as const;

/** Why a tier will never accrue, though its money came. */
const NOT_ACCRUED = {
  account_closed: "收款前账户已关闭，不计佣金",
  paid_by_earner: "由本人付款，视同自购，不计佣金",
} as const;

const BUCKETS = { pending: "待结算", available: "可提现", debt: "欠款" } as const;

const WITHOUT_COMMISSION = {
  attributed: "本订单没有产生佣金。",
  no_inviter: "买家没有推荐人，本订单不产生佣金。",
  no_plan: "下单时没有生效的分佣方案，本订单不产生佣金。",
  no_customer: "下单时没有登录，本订单不产生佣金。",
  other_currency: "本订单不是人民币订单，不产生佣金。",
} as const;

/** Tells the merchant what an order earned whom, down to the fen. Orders the ledger never saw get no card. */
const OrderDistribution = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { data, isPending, isError, refetch } = useQuery({
    queryKey: ["distribution-order", order.id],
    queryFn: () => fetchOrderCommissions(order.id),
    // Commission follows the payment within moments; a page left open notices.
    refetchInterval: 15_000,
  });
  if (data === null) return null;
  return (
    <Container className="divide-y p-0" data-testid="order-distribution">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">分销</Heading>
        {data?.plan && (
          <Text size="small" className="text-ui-fg-subtle">
            {data.plan.name} · 第 {data.plan.version} 版
          </Text>
        )}
      </div>
      {isPending && <Note text="正在读取…" />}
      {isError && (
        <div className="flex items-center justify-between px-6 py-4">
          <Text size="small" className="text-ui-fg-error">
            分销记录读取失败
          </Text>
          <Button size="small" variant="secondary" onClick={() => refetch()}>
            重试
          </Button>
        </div>
      )}
      {data && <Commissions order={data} />}
    </Container>
  );
};

const Note = ({ text }: { text: string }) => (
  <Text size="small" className="text-ui-fg-subtle px-6 py-4">
    {text}
  </Text>
);

const Commissions = ({ order }: { order: OrderCommissions }) => {
  if (order.commissions.length === 0) return <Note text={WITHOUT_COMMISSION[order.outcome]} />;
  const clawbacks = order.commissions.flatMap((commission) =>
    commission.clawbacks.map((clawback) => ({ commission, clawback })),
  );
  return (
    <>
      <div className="flex items-center justify-between px-6 py-3">
        <Text size="small" className="text-ui-fg-subtle">
          推荐人
        </Text>
        <Text size="small">{order.inviter?.display_name ?? "—"}</Text>
      </div>
      <div className="overflow-x-auto">
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell>商品</Table.HeaderCell>
              <Table.HeaderCell>层级</Table.HeaderCell>
              <Table.HeaderCell>分销商</Table.HeaderCell>
              <Table.HeaderCell className="text-right">比例</Table.HeaderCell>
              <Table.HeaderCell className="text-right">基数</Table.HeaderCell>
              <Table.HeaderCell className="text-right">佣金</Table.HeaderCell>
              <Table.HeaderCell className="text-right">已追回</Table.HeaderCell>
              <Table.HeaderCell>状态</Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {order.commissions.map((commission) => (
              <CommissionRow key={`${commission.order_line_id}/${commission.tier}`} commission={commission} />
            ))}
          </Table.Body>
        </Table>
      </div>
      {clawbacks.map(({ commission, clawback }) => (
        <ClawbackRow
          key={`${clawback.refund_id}/${commission.order_line_id}/${commission.tier}/${clawback.bucket}`}
          commission={commission}
          clawback={clawback}
        />
      ))}
    </>
  );
};

const CUTS = {
  base: "不超过实付",
  per_line: "单品封顶",
  margin_floor: "保底毛利",
  per_order: "单笔封顶",
} as const;

/** The tier, or that the earner bought it themselves. */
function tierWords({ tier, is_own }: Commission): string {
  return is_own ? "自购" : `${tier} 级`;
}

/** Where the rate came from, for whoever points at it. */
function reasonOf({ rule, campaign, grade }: Commission): string {
  const from = campaign ? `活动 ${campaign} · 规则 ${rule}` : rule ? `规则 ${rule}` : "方案默认比例";
  return grade ? `${from} · 等级 ${grade}` : from;
}

const CommissionRow = ({ commission }: { commission: Commission }) => {
  const { not_accrued_reason: why } = commission;
  const { label, color } = why
    ? { label: NOT_ACCRUED[why], color: "grey" as const }
    : STATES[commission.state];
  return (
    <Table.Row>
      <Table.Cell className="max-w-48 truncate" title={commission.title}>
        {commission.title}
        {commission.is_addition && <span className="text-ui-fg-subtle">（补款）</span>}
      </Table.Cell>
      <Table.Cell className="whitespace-nowrap">{tierWords(commission)}</Table.Cell>
      <Table.Cell className="whitespace-nowrap">{commission.distributor.display_name}</Table.Cell>
      <Table.Cell className="text-right" title={reasonOf(commission)}>
        {rateText(commission)}
        {commission.cut_by && <span className="text-ui-fg-subtle">（{CUTS[commission.cut_by]}）</span>}
      </Table.Cell>
      <Table.Cell className="text-right">{yuan(commission.base_fen)}</Table.Cell>
      <Table.Cell className="text-right">{yuan(commission.amount_fen)}</Table.Cell>
      <Table.Cell className="text-right">{yuan(commission.clawed_fen)}</Table.Cell>
      <Table.Cell>
        <StatusBadge color={color}>{label}</StatusBadge>
      </Table.Cell>
    </Table.Row>
  );
};

const ClawbackRow = ({ commission, clawback }: { commission: Commission; clawback: Clawback }) => (
  <div className="flex items-center justify-between px-6 py-3">
    <Text size="small" className="text-ui-fg-subtle">
      退款追回 · {commission.title} · {tierWords(commission)} · {commission.distributor.display_name} ·{" "}
      {moment(clawback.occurred_at)}
    </Text>
    <Text size="small">
      −{yuan(clawback.amount_fen)}（自{BUCKETS[clawback.bucket]}）
    </Text>
  </div>
);

export const config = defineWidgetConfig({ zone: "order.details.after" });

export default OrderDistribution;
