import type { MallOrder } from "@/api/order-types";
import { t } from "@/locale";

export interface Milestone {
  name: string;
  /** When it happened; absent while it is still to come. */
  at: string | undefined;
}

/** The steps of an order's life as its page shows them; a cancelled order shows only what happened. */
export function milestonesOf(order: MallOrder): Milestone[] {
  const placed = { name: t.order.placed, at: order.created_at };
  const steps: Milestone[] = [
    { name: t.order.paid, at: order.paid_at ?? undefined },
    { name: t.order.shipped, at: order.shipped_at ?? undefined },
    { name: t.order.received, at: order.received_at ?? undefined },
  ];
  if (order.state !== "canceled" && order.state !== "refunded") return [placed, ...steps];
  const ended = order.canceled_at ? [{ name: t.order.canceled, at: order.canceled_at }] : [];
  return [placed, ...steps.filter((step) => step.at !== undefined), ...ended];
}
