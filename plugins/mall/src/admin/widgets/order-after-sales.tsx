import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types";
import { Button, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { Card, Status, t, timeText, yuan } from "@tengman/admin-kit";
import { useState } from "react";
import { type AfterSale, fetchCasesOf } from "../after-sales/case";
import { CaseDrawer } from "../after-sales/case-drawer";
import { STATES, TYPES } from "../after-sales/case-texts";

/** The after-sale cases of an order, beside it; an order without any gets no card. */
const OrderAfterSalesWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const [opened, setOpened] = useState<AfterSale | null>(null);
  const { data, refetch } = useQuery({
    queryKey: ["mall-after-sales-of", order.id],
    queryFn: () => fetchCasesOf(order.id),
  });
  const found = data?.after_sales ?? [];
  if (found.length === 0) return null;
  return (
    <Card title={t("售后")} testId="order-after-sales">
      {found.map((one) => (
        <div key={one.id} className="flex items-center justify-between gap-x-3 px-6 py-3">
          <div className="flex flex-col">
            <Text size="small" weight="plus">
              {TYPES[one.type]} {yuan(one.approved_fen ?? one.asked_fen)}
            </Text>
            <Text size="small" className="text-ui-fg-subtle">
              {timeText(one.created_at)}
            </Text>
          </div>
          <div className="flex items-center gap-x-2">
            <Status {...STATES[one.state]} />
            <Button size="small" variant="transparent" onClick={() => setOpened(one)}>
              {t("查看")}
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
    </Card>
  );
};

export const config = defineWidgetConfig({ zone: "order.details.side.before" });

export default OrderAfterSalesWidget;
