import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types";
import { Container, Heading, StatusBadge, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";

interface OrderLife {
  state: keyof typeof STATES;
  pay_by: string | null;
  paid_at: string | null;
  shipped_at: string | null;
  received_at: string | null;
  receipt_source: "shopper" | "automatic" | null;
  closed_at: string | null;
}

const STATES = {
  placing: { label: "下单中", color: "grey" },
  to_pay: { label: "待付款", color: "orange" },
  to_ship: { label: "待发货", color: "blue" },
  shipped: { label: "已发货", color: "purple" },
  received: { label: "已收货", color: "green" },
  canceled: { label: "已取消", color: "grey" },
  refunded: { label: "已退款", color: "red" },
} as const;

const moment = (iso: string) => new Date(iso).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai" });

function momentsOf(life: OrderLife): [label: string, moment: string][] {
  const receipt = life.receipt_source === "automatic" ? "自动确认收货" : "确认收货";
  const moments: [string, string | null][] = [
    ["支付截止", life.state === "to_pay" ? life.pay_by : null],
    ["付款", life.paid_at],
    ["发货", life.shipped_at],
    [receipt, life.received_at],
    ["关闭", life.closed_at],
  ];
  return moments.flatMap(([label, iso]) => (iso ? [[label, moment(iso)] as [string, string]] : []));
}

/** Shows the merchant where an order stands for its shopper; orders that were not placed in the mall get no card. */
const OrderLifeWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { data: life } = useQuery({
    queryKey: ["mall-order", order.id],
    queryFn: async (): Promise<OrderLife | null> => {
      const answer = await fetch(`/admin/mall/orders/${order.id}`, { credentials: "include" });
      if (!answer.ok) return null;
      const { mall_order } = (await answer.json()) as { mall_order: OrderLife };
      return mall_order;
    },
  });
  if (!life) return null;
  const { label, color } = STATES[life.state];
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">商城订单</Heading>
        <StatusBadge color={color}>{label}</StatusBadge>
      </div>
      {momentsOf(life).map(([name, at]) => (
        <div key={name} className="flex items-center justify-between px-6 py-3">
          <Text size="small" leading="compact" className="text-ui-fg-subtle">
            {name}
          </Text>
          <Text size="small" leading="compact">
            {at}
          </Text>
        </div>
      ))}
    </Container>
  );
};

export const config = defineWidgetConfig({ zone: "order.details.side.before" });

export default OrderLifeWidget;
