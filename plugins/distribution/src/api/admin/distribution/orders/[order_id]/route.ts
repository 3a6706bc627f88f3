import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { shopLineOf } from "../../../../../domain/intake/order-addition";
import type {
  ClawbackRow,
  OrderCommissionRow,
} from "../../../../../modules/distribution/intake/accrual-store";
import { distributionService } from "../../../../../workflows/distribution-service";
import { answering } from "../../../../handlers";

/** What an order earned whom: the inviter, and per line and tier rate, base, amount, state and clawbacks. */
export const GET = answering(async (req, res) => {
  const order_id = req.params.order_id ?? "";
  const commissions = await distributionService(req.scope).intake.orderCommissions(order_id);
  if (!commissions) return { kind: "refused", code: "order_not_found" };
  const { outcome, plan, goods_fen, frozen_at, rows, clawbacks } = commissions;
  const titles = await lineTitles(req.scope, order_id);
  const nearest = rows.filter(({ is_own }) => !is_own);
  const first = nearest.find(({ tier }) => tier === (nearest.length < rows.length ? 2 : 1));
  res.json({
    order: {
      order_id,
      outcome,
      plan,
      goods_fen: String(goods_fen),
      frozen_at: frozen_at.toISOString(),
      inviter: first ? { id: first.distributor_id, display_name: first.distributor_name } : null,
      commissions: rows.map((row) => commissionView(row, titles, clawbacks)),
    },
  });
});

function commissionView(
  row: OrderCommissionRow,
  titles: ReadonlyMap<string, string>,
  clawbacks: readonly ClawbackRow[],
) {
  const own = clawbacks.filter(
    ({ order_line_id, tier }) => order_line_id === row.order_line_id && tier === row.tier,
  );
  return {
    order_line_id: row.order_line_id,
    title: titles.get(shopLineOf(row.order_line_id)) ?? row.order_line_id,
    is_addition: row.is_addition,
    tier: row.tier,
    is_own: row.is_own,
    distributor: { id: row.distributor_id, display_name: row.distributor_name },
    rate_bps: row.rate_bps,
    fixed_fen: row.fixed_fen === null ? null : String(row.fixed_fen),
    quantity: row.quantity,
    grade: row.grade,
    rule: row.rule,
    campaign: row.campaign,
    cut_by: row.cut_by,
    base_fen: String(row.base_fen),
    amount_fen: String(row.amount_fen),
    clawed_fen: String(row.clawed_fen),
    state: row.state,
    not_accrued_reason: row.not_accrued_reason,
    clawbacks: own.map(({ refund_id, bucket, amount_fen, occurred_at }) => ({
      refund_id,
      bucket,
      amount_fen: String(amount_fen),
      occurred_at: occurred_at.toISOString(),
    })),
  };
}

async function lineTitles(container: MedusaContainer, order_id: string): Promise<Map<string, string>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "order",
    fields: ["items.id", "items.product_title", "items.title"],
    filters: { id: order_id },
  });
  const order = data[0] as unknown as { items: LineTitle[] } | undefined;
  return new Map(order?.items.map(({ id, product_title, title }) => [id, product_title ?? title]));
}

interface LineTitle {
  id: string;
  title: string;
  product_title: string | null;
}
