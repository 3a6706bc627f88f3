import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types";
import { Button, Container, Heading, StatusBadge, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CaseDrawer } from "../after-sales/case-drawer";
import { type AfterSale, fetchAfterSales } from "../after-sales/requests";
import { moment, STATES, TYPES, yuan } from "../after-sales/words";

/** The after-sale cases of an order, beside it; an order without any gets no card. */
const OrderAfterSalesWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const [opened, setOpened] = useState<AfterSale | null>(null);
  const { data, refetch } = useQuery({
    queryKey: ["mall-after-sales-of", order.id],
    queryFn: () => fetchAfterSales({ order_id: order.id }),
  });
  const found = data?.after_sales ?? [];
  if (found.length === 0) return null;
  return (
    <Container className="divide-y p-0" data-testid="order-after-sales">
      <div className="px-6 py-4">
        <Heading level="h2">售后</Heading>
      </div>
      {found.map((one) => (
        <div key={one.id} className="flex items-center justify-between gap-x-3 px-6 py-3">
          <div className="flex flex-col">
            <Text size="small" weight="plus">
              {TYPES[one.type]} {yuan(one.approved_fen ?? one.asked_fen)}
            </Text>
            <Text size="small" className="text-ui-fg-subtle">
              {moment(one.created_at)}
            </Text>
          </div>
          <div className="flex items-center gap-x-2">
            <StatusBadge color={STATES[one.state].color}>{STATES[one.state].label}</StatusBadge>
            <Button size="small" variant="transparent" onClick={() => setOpened(one)}>
              查看
            </Button>
          </div>
        </div>
      ))}
      {opened && (
        <CaseDrawer
          key={opened.id + opened.state}
          found={opened}
          onClose={() => setOpened(null)}
          onDone={(after) => {
            setOpened(after);
            refetch();
          }}
        />
      )}
    </Container>
  );
};

export const config = defineWidgetConfig({ zone: "order.details.side.before" });

export default OrderAfterSalesWidget;
