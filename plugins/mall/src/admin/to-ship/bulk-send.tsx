import { Button, Text } from "@medusajs/ui";
import { DetailDrawer, t, useCommand } from "@tengman/admin-kit";
import { useState } from "react";
import { CarrierSelect, NumberInput } from "./carrier-select";
import { sendParcels } from "./send-requests";
import { addressText, lineText, openLines, type WaitingOrder } from "./to-ship";

/** Sends several orders, each with its own number; those without one stay. */
export const BulkSend = ({
  orders,
  onClose,
  onDone,
}: {
  orders: readonly WaitingOrder[];
  onClose: () => void;
  onDone: () => void;
}) => {
  const [carrier, setCarrier] = useState("");
  const [numbers, setNumbers] = useState<Readonly<Record<string, string>>>({});
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const filled = orders.filter(({ order_id }) => numbers[order_id]);
  const sending = useCommand(async () => {
    const answer = await sendParcels(
      filled.map(({ order_id }) => ({
        order_id,
        parcels: [{ carrier, tracking_number: numbers[order_id] ?? "" }],
      })),
    );
    setRefused(answer.refused);
    setNumbers(Object.fromEntries(Object.entries(numbers).filter(([id]) => answer.refused.has(id))));
    if (answer.refused.size === 0) onClose();
    return answer.said;
  }, onDone);
  return (
    <DetailDrawer
      title={t("批量发货")}
      testId="bulk-send"
      onClose={onClose}
      footer={
        <div className="flex items-center justify-between gap-x-2">
          <Text size="small" className="text-ui-fg-subtle">
            {t("已填 {{filled}} / {{all}} 单", { filled: filled.length, all: orders.length })}
          </Text>
          <Button
            size="small"
            disabled={filled.length === 0 || carrier === ""}
            isLoading={sending.isBusy}
            onClick={() => sending.run(undefined)}
          >
            {t("发货")}
          </Button>
        </div>
      }
    >
      <div className="px-6 py-4">
        <CarrierSelect value={carrier} onChange={setCarrier} />
      </div>
      {orders.map((order) => (
        <div key={order.order_id} className="flex flex-col gap-y-2 px-6 py-4">
          <Text size="small" weight="plus">
            {order.number}
          </Text>
          <Text size="small" className="text-ui-fg-subtle">
            {`${order.address.full_name} ${order.address.phone} ${addressText(order)}`}
          </Text>
          <Text size="small">{openLines(order).map(lineText).join(t("、"))}</Text>
          <NumberInput
            label={t("订单 {{number}} 的运单号", { number: order.number })}
            value={numbers[order.order_id] ?? ""}
            onChange={(number) => setNumbers({ ...numbers, [order.order_id]: number })}
          />
          {refused.has(order.order_id) && (
            <Text size="small" className="text-ui-fg-error" role="alert">
              {refused.get(order.order_id)}
            </Text>
          )}
        </div>
      ))}
    </DetailDrawer>
  );
};
