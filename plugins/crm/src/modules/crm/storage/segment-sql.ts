import { DAY_MS, type RfmThresholds, recencyCuts } from "../../../domain/rfm";
import type { Condition, Segment } from "../../../domain/segment";
import type { SegmentContext } from "../../../domain/segment-match";
import { joined, type Sql } from "./database-sql";

/** A segment as a condition on the row `f` of `crm_customer_fact`; every value is a binding. */
export function segmentSql(segment: Segment, context: SegmentContext): Sql {
  if ("all" in segment) {
    return joined(
      segment.all.map((part) => segmentSql(part, context)),
      " and ",
    );
  }
  if ("any" in segment) {
    return joined(
      segment.any.map((part) => segmentSql(part, context)),
      " or ",
    );
  }
  if ("not" in segment) {
    const { sql, bindings } = segmentSql(segment.not, context);
    return { sql: `(not ${sql})`, bindings };
  }
  // What is not known meets no condition, and then `not` holds: three-valued logic would lose such customers.
  const { sql, bindings } = conditionSql(segment, context);
  return { sql: `coalesce(${sql}, false)`, bindings };
}

const MOMENTS = {
  last_order: `f."last_order_at"`,
  first_order: `f."first_order_at"`,
  registered: `f."registered_at"`,
  last_visit: `f."last_visit_at"`,
} as const;

const NUMBERS = {
  orders: `f."order_count"`,
  refunds: `f."refund_count"`,
  net_fen: `f."net_fen"`,
} as const;

const one = (sql: string, ...bindings: unknown[]): Sql => ({ sql, bindings });

function conditionSql(condition: Condition, context: SegmentContext): Sql {
  switch (condition.field) {
    case "last_order":
    case "first_order":
    case "registered":
    case "last_visit": {
      const edge = new Date(context.now.getTime() - condition.days * DAY_MS);
      return one(
        `${MOMENTS[condition.field]} ${condition.op === "within" ? ">=" : "<"} ?::timestamptz`,
        edge,
      );
    }
    case "orders":
    case "refunds":
    case "net_fen":
      return one(
        `${NUMBERS[condition.field]} ${condition.op === "at_least" ? ">=" : "<="} ?::bigint`,
        condition.value,
      );
    case "bought_product":
      return one(`f."product_ids" && ?::text[]`, condition.ids);
    case "bought_category":
      return one(`f."category_ids" && ?::text[]`, condition.ids);
    case "tag":
      return one(
        `exists (select from "crm_customer_tag" t where t."customer_id" = f."customer_id" and t."tag_id" = any(?::text[]))`,
        condition.ids,
      );
    case "source":
      return one(`f."source" = any(?::text[])`, condition.values);
    case "is_distributor":
      return one(`(f."distributor_id" is not null) = ?::boolean`, condition.value);
    case "has_inviter":
      return one(`(f."inviter_id" is not null) = ?::boolean`, condition.value);
    case "inviter":
      return one(`f."inviter_id" = any(?::text[])`, condition.ids);
    case "follows":
      return one(`f."follows" = ?::boolean`, condition.value);
    case "birthday_month":
      return one(`f."birthday_month" = any(?::int[])`, condition.months);
    case "rfm":
      return cellSql(condition, context);
  }
}

/** The bins of a row as expressions; `width_bucket` counts the thresholds that a value reaches. */
export function binsSql({ thresholds, now }: SegmentContext): Record<"r" | "f" | "m", Sql> {
  const { r_days, f_orders, m_fen }: RfmThresholds = thresholds;
  return {
    r: one(
      `${r_days.length} - width_bucket(f."last_order_at", ?::timestamptz[])`,
      recencyCuts(thresholds, now).map((cut) => cut.toISOString()),
    ),
    f: one(`width_bucket(f."order_count", ?::int[])`, f_orders),
    m: one(`width_bucket(f."net_fen", ?::bigint[])`, m_fen),
  };
}

function cellSql(cell: Extract<Condition, { field: "rfm" }>, context: SegmentContext): Sql {
  const bins = binsSql(context);
  const wanted = (["r", "f", "m"] as const).flatMap((axis) => {
    const chosen = cell[axis];
    const { sql, bindings } = bins[axis];
    return chosen ? [one(`${sql} = any(?::int[])`, ...bindings, chosen)] : [];
  });
  return joined([one(`f."order_count" > 0 and f."last_order_at" is not null`), ...wanted], " and ");
}
