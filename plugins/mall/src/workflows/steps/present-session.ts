import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { orderState } from "../../domain/order-state";
import { isRefusalCode, refusal } from "../../domain/refusal";
import { type OrderAtHand, readOrderAtHand } from "../reads/payable-order";
import type { StoredPaymentSession } from "../reads/stored-order";
import { RefusedError } from "../refused-error";

/** WeChat shows at most 127 characters of what is being paid for. */
const MAX_DESCRIPTION = 60;

export type Presented =
  | { kind: "already_paid" }
  /** The money is at WeChat, but not yet in Medusa. */
  | { kind: "money_arrived"; session_id: string; amount: number }
  | { kind: "presented"; bridge: Record<string, unknown>; pay_by: string };

async function readOpenid(container: MedusaContainer, customer_id: string): Promise<string> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "wechat_identity",
    fields: ["openid", "app_id"],
    filters: { customer_id },
  });
  const [identity] = data as unknown as { openid: string }[];
  if (!identity) throw new RefusedError(refusal("wechat_identity_missing"));
  return identity.openid;
}

function description({ order }: OrderAtHand): string {
  const [first] = order.items;
  const title = first?.product_title ?? first?.title ?? String(order.display_id);
  const more = order.items.length > 1 ? ` 等 ${order.items.length} 件商品` : "";
  return `${[...title].slice(0, MAX_DESCRIPTION).join("")}${more}`;
}

function payableSession({ row, facts, session }: OrderAtHand, now: Date): StoredPaymentSession {
  const payable = orderState(facts) === "to_pay" && new Date(row.pay_by) > now && !row.closed_at;
  if (!payable || !session || session.data?.closed_at) throw new RefusedError(refusal("order_not_payable"));
  return session;
}

/** Hands a session to the payment provider to be paid; whatever fails there is the payment being unavailable. */
async function present(
  container: MedusaContainer,
  session: StoredPaymentSession,
  command: Record<string, unknown>,
) {
  try {
    const updated = await container.resolve(Modules.PAYMENT).updatePaymentSession({
      id: session.id,
      amount: Number(session.amount),
      currency_code: session.currency_code,
      data: { ...session.data, command: { kind: "present", channel: "jsapi", ...command } },
    });
    return updated.data ?? {};
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: string };
    if (isRefusalCode(code)) throw error;
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`Payment session ${session.id} was not presented: ${message}`);
    throw new RefusedError(refusal("payment_unavailable"));
  }
}

/**
 * Asks the payment provider for what the shopper's page needs to pay. The lock of the order must be held.
 * @throws {RefusedError} `order_not_payable`, `wechat_identity_missing`, `payment_unavailable`
 */
export const presentSessionStep = createStep(
  "present-payment-session",
  async (input: { order_id: string; customer_id: string; now: string }, { container }) => {
    const atHand = await readOrderAtHand(container, input.order_id);
    const state = orderState(atHand.facts);
    if (state !== "to_pay" && state !== "canceled" && state !== "refunded") {
      return new StepResponse<Presented>({ kind: "already_paid" });
    }
    const session = payableSession(atHand, new Date(input.now));
    const pay_by = new Date(atHand.row.pay_by).toISOString();
    const data = await present(container, session, {
      openid: await readOpenid(container, input.customer_id),
      description: description(atHand),
      expires_at: pay_by,
    });
    if (data.trade_state === "SUCCESS") {
      return new StepResponse<Presented>({
        kind: "money_arrived",
        session_id: session.id,
        amount: Number(session.amount),
      });
    }
    return new StepResponse<Presented>({
      kind: "presented",
      bridge: (data.bridge ?? {}) as Record<string, unknown>,
      pay_by,
    });
  },
);
