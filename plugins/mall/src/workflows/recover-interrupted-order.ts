import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  when,
} from "@medusajs/framework/workflows-sdk";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService, MallOrderRow } from "../modules/mall/service";
import { releaseStock } from "./ordering/claim-stock";
import { removeCartsStep } from "./steps/remove-carts";

interface MadeOrder {
  order_id: string;
  payment_session_id: string | null;
}

/** The order that a cart became, by its link, and only if it is there: links are written before it. */
async function findMadeOrder(container: MedusaContainer, cart_id: string): Promise<MadeOrder | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data: links } = await query.graph({
    entity: "order_cart",
    fields: ["order_id"],
    filters: { cart_id },
  });
  const [link] = links as unknown as { order_id: string }[];
  if (!link) return null;
  const { data: orders } = await query.graph({
    entity: "order",
    fields: ["id", "payment_collections.payment_sessions.id"],
    filters: { id: link.order_id },
  });
  if (!orders[0]) return null;
  const collections = orders[0].payment_collections ?? [];
  return { order_id: link.order_id, payment_session_id: collections[0]?.payment_sessions?.[0]?.id ?? null };
}

/**
 * Adopts the order a crash has left without its row, at its deadline: what comes after the order's own write (such as
 * who earns from it) may be missing, so it is closed like any unpaid order and can be placed again. Or forgets the row,
 * lets go of the stock held for it, and answers the cart nobody will buy.
 */
const adoptOrForgetStep = createStep(
  "adopt-or-forget-interrupted-order",
  async ({ id }: { id: string }, { container }) => {
    const mall = container.resolve<MallModuleService>(MALL_MODULE);
    const row = (await mall.retrieveMallOrder(id)) as MallOrderRow;
    const made = row.cart_id ? await findMadeOrder(container, row.cart_id) : null;
    if (made) {
      await mall.advanceMallOrder(row, { ...made, state: "to_pay", pay_by: new Date() });
      return new StepResponse<string | null>(null);
    }
    if (row.cart_id) await releaseStock(container, row.cart_id);
    await mall.deleteMallOrders(id);
    return new StepResponse<string | null>(row.cart_id);
  },
);

/** Puts in order what an interrupted server left of one order that was being placed. */
export const recoverInterruptedOrderWorkflow = createWorkflow(
  "recover-interrupted-mall-order",
  (input: { id: string }) => {
    const cart_id = adoptOrForgetStep(input);
    when("cart-is-left", { cart_id }, ({ cart_id }) => cart_id !== null).then(() => {
      removeCartsStep(transform({ cart_id }, ({ cart_id }) => (cart_id ? [cart_id] : [])));
    });
    return new WorkflowResponse(cart_id);
  },
);
