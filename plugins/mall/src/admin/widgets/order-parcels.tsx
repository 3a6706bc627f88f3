import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types";
import { Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { Card, messages, read, Status, type StatusText, t, timeText } from "@tengman/admin-kit";

interface Parcel {
  carrier?: string;
  carrier_phone?: string;
  tracking_number?: string;
  sent_at: string;
  state?: keyof typeof STATES;
  events: { at: string; text: string }[];
}

const STATES = messages({
  collected: { label: "已揽收", color: "blue" },
  in_transit: { label: "运输中", color: "blue" },
  delivering: { label: "派送中", color: "purple" },
  signed: { label: "已签收", color: "green" },
  problem: { label: "疑难件", color: "red" },
  returned: { label: "退回中", color: "orange" },
} satisfies Record<string, StatusText>);

/** Where the parcels of an order are; an order of which nothing has left gets no card. */
const OrderParcelsWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { data: parcels = [] } = useQuery({
    queryKey: ["mall-parcels", order.id],
    queryFn: () => read<{ parcels: Parcel[] }>(`/admin/mall/orders/${order.id}/parcels`),
    // An order that was not placed in the mall has none.
    retry: false,
    select: (answer) => answer.parcels,
  });
  if (parcels.length === 0) return null;
  return (
    <Card title={t("物流")}>
      {parcels.map((parcel) => (
        <ParcelWay key={parcel.tracking_number ?? parcel.sent_at} parcel={parcel} />
      ))}
    </Card>
  );
};

const ParcelWay = ({ parcel }: { parcel: Parcel }) => (
  <div className="flex flex-col gap-y-2 px-6 py-4">
    <div className="flex items-center justify-between gap-x-2">
      <Text size="small" weight="plus" className="break-all">
        {[parcel.carrier, parcel.tracking_number].filter(Boolean).join(" ") || t("无运单号")}
      </Text>
      {parcel.state && <Status {...STATES[parcel.state]} />}
    </div>
    <Text size="small" className="text-ui-fg-subtle">
      {[t("发货 {{time}}", { time: timeText(parcel.sent_at) }), parcel.carrier_phone]
        .filter(Boolean)
        .join(" · ")}
    </Text>
    <ol className="flex flex-col gap-y-1">
      {parcel.events.map(({ at, text }) => (
        <li key={at + text} className="txt-small">
          <span className="text-ui-fg-subtle">{timeText(at)}</span> {text}
        </li>
      ))}
    </ol>
  </div>
);

export const config = defineWidgetConfig({ zone: "order.details.side.before" });

export default OrderParcelsWidget;
