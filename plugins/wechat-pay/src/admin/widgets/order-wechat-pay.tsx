import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types";
import { Badge, Container, Heading, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { messages, read, t } from "@tengman/admin-kit";
import { Link } from "react-router-dom";
import { formatFen, PROGRESS_TEXT } from "../routes/wechat-pay/texts";

interface Payment {
  out_trade_no: string;
  transaction_id: string | null;
  state: string;
}

interface Refund {
  id: string;
  amount_fen: string;
  progress: string;
}

const PROGRESS_COLORS: Readonly<Record<string, "green" | "red" | "orange">> = {
  succeeded: "green",
  needs_attention: "red",
};

const STATES: Readonly<Record<string, string>> = messages({
  NOTPAY: "待支付",
  SUCCESS: "已支付",
  REFUND: "有退款",
  CLOSED: "已关闭",
});

/** An order's numbers at WeChat, each leading to what happened under it; orders paid otherwise get no card. */
const OrderWechatPayWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { data: payments } = useQuery({
    queryKey: ["wechat-pay", "order", order.id],
    queryFn: async () =>
      (await read<{ payments: Payment[] }>("/admin/wechat-pay/payments", { q: order.id })).payments,
  });
  if (!payments?.length) return null;
  return (
    <Container className="divide-y p-0" data-testid="order-wechat-pay">
      <div className="px-6 py-4">
        <Heading level="h2">{t("微信支付")}</Heading>
      </div>
      {payments.map(({ out_trade_no, transaction_id, state }) => (
        <Link
          key={out_trade_no}
          className="flex flex-col gap-y-1 px-6 py-3 hover:bg-ui-bg-base-hover"
          to={`/wechat-pay/payments?q=${out_trade_no}`}
        >
          <Text size="small" leading="compact" weight="plus">
            {STATES[state] ?? state}
          </Text>
          <Text size="xsmall" className="break-all text-ui-fg-subtle">
            {t("商户单号 {{out_trade_no}}", { out_trade_no })}
          </Text>
          {transaction_id && (
            <Text size="xsmall" className="break-all text-ui-fg-subtle">
              {t("微信支付订单号 {{transaction_id}}", { transaction_id })}
            </Text>
          )}
          <Refunds outTradeNo={out_trade_no} />
        </Link>
      ))}
    </Container>
  );
};

/** How far each refund has come: what Medusa lists as refunded may still be on its way, or stuck. */
const Refunds = ({ outTradeNo }: { outTradeNo: string }) => {
  const { data: refunds } = useQuery({
    queryKey: ["wechat-pay", "refunds-of", outTradeNo],
    queryFn: async () =>
      (await read<{ refunds: Refund[] }>(`/admin/wechat-pay/payments/${outTradeNo}`)).refunds,
  });
  return refunds?.map(({ id, amount_fen, progress }) => (
    <div key={id} className="flex items-center justify-between pt-1" data-testid="order-refund-progress">
      <Text size="xsmall" className="text-ui-fg-subtle">
        {t("退款 {{amount_fen}}", { amount_fen: formatFen(amount_fen) })}
      </Text>
      <Badge size="2xsmall" color={PROGRESS_COLORS[progress] ?? "orange"}>
        {PROGRESS_TEXT[progress] ?? progress}
      </Badge>
    </div>
  ));
};

export const config = defineWidgetConfig({ zone: "order.details.side.after" });

export default OrderWechatPayWidget;
