import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types";
import { useQuery } from "@tanstack/react-query";
import { Card, Fact, Facts, messages, read, Status, type StatusText, t, timeText } from "@tengman/admin-kit";

interface OrderLife {
  state: "placing" | "to_pay" | "to_ship" | "shipped" | "received" | "canceled" | "refunded";
  pay_by: string | null;
  paid_at: string | null;
  shipped_at: string | null;
  received_at: string | null;
  receipt_source: "shopper" | "automatic" | "signed" | null;
  closed_at: string | null;
}

const STATES: Record<OrderLife["state"], StatusText> = messages({
  placing: { label: "下单中", color: "grey" },
  to_pay: { label: "待付款", color: "orange" },
  to_ship: { label: "待发货", color: "blue" },
  shipped: { label: "已发货", color: "purple" },
  received: { label: "已完成", color: "green" },
  canceled: { label: "已取消", color: "grey" },
  refunded: { label: "已退款", color: "red" },
});

const RECEIPTS = messages({ shopper: "确认收货", automatic: "自动确认收货", signed: "签收视为收货" });

function momentsOf(life: OrderLife): [name: string, iso: string | null][] {
  const receipt = RECEIPTS[life.receipt_source ?? "shopper"];
  return [
    [t("支付截止"), life.state === "to_pay" ? life.pay_by : null],
    [t("付款"), life.paid_at],
    [t("发货"), life.shipped_at],
    [receipt, life.received_at],
    [t("关闭"), life.closed_at],
  ];
}

/** Shows the merchant where an order stands for its shopper; orders that were not placed in the mall get no card. */
const OrderLifeWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { data: life } = useQuery({
    queryKey: ["mall-order", order.id],
    queryFn: () => read<{ mall_order: OrderLife }>(`/admin/mall/orders/${order.id}`),
    // An order that was not placed in the mall has none.
    retry: false,
    select: ({ mall_order }) => mall_order,
  });
  if (!life) return null;
  return (
    <Card title={t("商城订单")} aside={<Status {...STATES[life.state]} />}>
      <Facts>
        {momentsOf(life).map(
          ([name, iso]) =>
            iso && (
              <Fact key={name} name={name}>
                {timeText(iso)}
              </Fact>
            ),
        )}
      </Facts>
    </Card>
  );
};

export const config = defineWidgetConfig({ zone: "order.details.side.before" });

export default OrderLifeWidget;
