import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { h5TypeOf, plainAddress } from "../../domain/browser";
import { majorUnitsOf } from "../../domain/money";
import type { PresentationRequest } from "../../domain/order-request";
import { dueFen, isEmptied, orderState } from "../../domain/order-state";
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
  | { kind: "presented"; pay_with: PayWith; pay_by: string };

/** What the shopper pays with: for WeChat's bridge, an address to open, or a code to scan. */
export type PayWith =
  | { channel: "jsapi"; bridge: Record<string, unknown> }
  | { channel: "h5"; h5_url: string }
  | { channel: "native"; code_url: string };

/** Who pays, and where they are. */
export interface PresentInput {
  order_id: string;
  customer_id: string;
  now: string;
  presentation: PresentationRequest;
  /** The shopper's browser, which WeChat wants to know outside its own. */
  browser: { ip: string; user_agent: string };
}

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
  const pieces = order.items.reduce((sum, item) => sum + item.quantity, 0);
  const more = order.items.length > 1 ? ` 等 ${pieces} 件商品` : "";
  return `${[...title].slice(0, MAX_DESCRIPTION).join("")}${more}`;
}

function payableSession({ row, facts, session }: OrderAtHand, now: Date): StoredPaymentSession {
  const payable =
    orderState(facts) === "to_pay" && !isEmptied(facts) && new Date(row.pay_by) > now && !row.closed_at;
  if (!payable || !session || session.data?.closed_at) throw new RefusedError(refusal("order_not_payable"));
  return session;
}

/**
 * What a paid order asks for after the merchant made it dearer is settled with the merchant: WeChat takes an order's money
 * once.
 * @throws {RefusedError} `order_not_payable`, which says how much it is
 */
function refuseDifference(due_fen: bigint): void {
  if (due_fen === 0n) return;
  const told = `订单已付款，商家改单后还有 ¥${majorUnitsOf(due_fen)} 差价，请联系商家补付`;
  throw new RefusedError(refusal("order_not_payable", undefined, told));
}

/** Hands a session to the payment provider to be paid; whatever fails there is the payment being unavailable. */
async function present(
  container: MedusaContainer,
  session: StoredPaymentSession,
  amount: number,
  command: Record<string, unknown>,
) {
  try {
    const updated = await container.resolve(Modules.PAYMENT).updatePaymentSession({
      id: session.id,
      amount,
      currency_code: session.currency_code,
      data: { ...session.data, command: { kind: "present", ...command } },
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

/** The part of the provider's command that says how the order is shown. */
async function channelCommand(
  container: MedusaContainer,
  input: PresentInput,
): Promise<Record<string, unknown>> {
  const { presentation, browser, customer_id } = input;
  switch (presentation.channel) {
    case "jsapi":
      return { channel: "jsapi", openid: await readOpenid(container, customer_id) };
    case "h5":
      return {
        ...presentation,
        payer_ip: plainAddress(browser.ip),
        h5_type: h5TypeOf(browser.user_agent),
      };
    case "native":
      return { channel: "native" };
  }
}

/** What the provider's answer gives the page to pay with. @throws {RefusedError} `payment_unavailable` */
function payWith(channel: PresentationRequest["channel"], data: Record<string, unknown>): PayWith {
  const { bridge, h5_url, code_url } = data;
  if (channel === "jsapi" && bridge !== null && typeof bridge === "object") {
    return { channel, bridge: { ...bridge } };
  }
  if (channel === "h5" && typeof h5_url === "string") return { channel, h5_url };
  if (channel === "native" && typeof code_url === "string") return { channel, code_url };
  throw new RefusedError(refusal("payment_unavailable"));
}

/**
 * Asks the payment provider for what the shopper's page needs to pay. The lock of the order must be held.
 * @throws {RefusedError} `order_not_payable`, `wechat_identity_missing`, `payment_unavailable`
 */
export const presentSessionStep = createStep(
  "present-payment-session",
  async (input: PresentInput, { container }) => {
    const atHand = await readOrderAtHand(container, input.order_id);
    const state = orderState(atHand.facts);
    if (state !== "to_pay" && state !== "canceled" && state !== "refunded") {
      refuseDifference(dueFen(atHand.facts));
      return new StepResponse<Presented>({ kind: "already_paid" });
    }
    const session = payableSession(atHand, new Date(input.now));
    const pay_by = new Date(atHand.row.pay_by).toISOString();
    // The merchant may have changed the order since its session was made.
    const amount = Number(majorUnitsOf(atHand.facts.total_fen));
    const data = await present(container, session, amount, {
      ...(await channelCommand(container, input)),
      description: description(atHand),
      expires_at: pay_by,
    });
    if (data.trade_state === "SUCCESS") {
      return new StepResponse<Presented>({
        kind: "money_arrived",
        session_id: session.id,
        amount,
      });
    }
    return new StepResponse<Presented>({
      kind: "presented",
      pay_with: payWith(input.presentation.channel, data),
      pay_by,
    });
  },
);
