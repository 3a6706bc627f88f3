import { DAY_MS, type RfmThresholds, rfmOf } from "./rfm";
import type { Condition, Segment } from "./segment";

/** What is known of a customer when a segment is asked. Amounts are fen. */
export interface SegmentCustomer {
  readonly registered_at: Date;
  readonly first_order_at: Date | null;
  readonly last_order_at: Date | null;
  readonly last_visit_at: Date | null;
  readonly order_count: number;
  readonly refund_count: number;
  readonly net_fen: bigint;
  readonly product_ids: readonly string[];
  readonly category_ids: readonly string[];
  readonly tag_ids: readonly string[];
  readonly source: string;
  readonly is_distributor: boolean;
  readonly inviter_id: string | null;
  /** Null for who is not in WeChat. */
  readonly follows: boolean | null;
  /** 1 to 12. */
  readonly birthday_month: number | null;
}

/** What a segment is read against. */
export interface SegmentContext {
  readonly now: Date;
  readonly thresholds: RfmThresholds;
}

/** Whether a customer is in a segment: the meaning that the SQL has to agree with. */
export function isInSegment(segment: Segment, customer: SegmentCustomer, context: SegmentContext): boolean {
  if ("all" in segment) {
    return segment.all.every((part) => isInSegment(part, customer, context));
  }
  if ("any" in segment) {
    return segment.any.some((part) => isInSegment(part, customer, context));
  }
  if ("not" in segment) {
    return !isInSegment(segment.not, customer, context);
  }
  return meets(segment, customer, context);
}

const MOMENTS = {
  last_order: "last_order_at",
  first_order: "first_order_at",
  registered: "registered_at",
  last_visit: "last_visit_at",
} as const;

const hasAny = (some: readonly string[], wanted: readonly string[]): boolean =>
  wanted.some((id) => some.includes(id));

function meets(condition: Condition, customer: SegmentCustomer, context: SegmentContext): boolean {
  switch (condition.field) {
    case "last_order":
    case "first_order":
    case "registered":
    case "last_visit": {
      const moment = customer[MOMENTS[condition.field]];
      const edge = context.now.getTime() - condition.days * DAY_MS;
      return moment !== null && moment.getTime() >= edge === (condition.op === "within");
    }
    case "orders":
      return isBound(condition, BigInt(customer.order_count));
    case "refunds":
      return isBound(condition, BigInt(customer.refund_count));
    case "net_fen":
      return isBound(condition, customer.net_fen);
    case "bought_product":
      return hasAny(customer.product_ids, condition.ids);
    case "bought_category":
      return hasAny(customer.category_ids, condition.ids);
    case "tag":
      return hasAny(customer.tag_ids, condition.ids);
    case "source":
      return (condition.values as readonly string[]).includes(customer.source);
    case "is_distributor":
      return customer.is_distributor === condition.value;
    case "has_inviter":
      return (customer.inviter_id !== null) === condition.value;
    case "inviter":
      return customer.inviter_id !== null && condition.ids.includes(customer.inviter_id);
    case "follows":
      return customer.follows === condition.value;
    case "birthday_month":
      return customer.birthday_month !== null && condition.months.includes(customer.birthday_month);
    case "rfm":
      return isInCell(condition, customer, context);
  }
}

function isBound(
  { op, value }: { op: "at_least" | "at_most"; value: number | string },
  known: bigint,
): boolean {
  return op === "at_least" ? known >= BigInt(value) : known <= BigInt(value);
}

function isInCell(
  { r, f, m }: Extract<Condition, { field: "rfm" }>,
  customer: SegmentCustomer,
  { thresholds, now }: SegmentContext,
): boolean {
  const bins = rfmOf(customer, thresholds, now);
  return (
    bins !== null && [r?.includes(bins.r), f?.includes(bins.f), m?.includes(bins.m)].every((is) => is ?? true)
  );
}
