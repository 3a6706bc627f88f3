import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { type PresentCommand, readSessionData, type SessionData } from "../../domain/session-data";
import { askAboutTrade } from "./open-trades";
import { type PaymentFacts, paymentLockKey, readPaymentFacts } from "./payment-facts";

const LOCK_TIMEOUT_SECONDS = 30;
/** A QR code and a prepay id live two hours; a new session serves whoever comes later. */
const PAYABLE_FOR_MS = 2 * 3_600_000;
/** WeChat shows at most 127 characters of what is being paid for. */
const DESCRIPTION_LIMIT = 60;

type Wanted<Command> = Command extends PresentCommand
  ? Omit<Command, "kind" | "description" | "expires_at">
  : never;

/** How to show a session's order; what is bought and until when is the shop's to say. */
export type WantedPresentation = Wanted<PresentCommand>;

export type PresentedSession =
  | { readonly kind: "presented"; readonly state: "paid" }
  | ({ readonly kind: "presented"; readonly state: "to_pay" } & Pick<
      SessionData,
      "channel" | "bridge" | "h5_url" | "code_url" | "expires_at"
    >)
  | {
      readonly kind: "refused";
      readonly code: "payment_session_unknown" | "payment_session_closed" | "payment_session_expired";
    };

/**
 * Shows a session's order to its shopper, for shops whose storefront pays through Medusa's own carts. Money that turns
 * out to be there is captured instead.
 * @throws WechatPayError when WeChat fails; then nothing has changed
 * @throws {MedusaError} what the provider refuses
 */
export async function presentSession(
  container: MedusaContainer,
  paymentSessionId: string,
  wanted: WantedPresentation,
): Promise<PresentedSession> {
  const presented = await container
    .resolve(Modules.LOCKING)
    .execute(
      [paymentLockKey(paymentSessionId)],
      async () => await presentLocked(container, paymentSessionId, wanted),
      { timeout: LOCK_TIMEOUT_SECONDS },
    );
  if (presented.kind === "presented" && presented.state === "paid") {
    await askAboutTrade(container, paymentSessionId);
  }
  return presented;
}

async function presentLocked(
  container: MedusaContainer,
  paymentSessionId: string,
  wanted: WantedPresentation,
): Promise<PresentedSession> {
  const facts = await readPaymentFacts(container, paymentSessionId);
  if (!facts) {
    return { kind: "refused", code: "payment_session_unknown" };
  }
  if (facts.capture !== "none") {
    return { kind: "presented", state: "paid" };
  }
  const payments = container.resolve(Modules.PAYMENT);
  const session = await payments.retrievePaymentSession(paymentSessionId, {
    select: ["id", "amount", "currency_code", "data"],
  });
  const before = readSessionData(session.data);
  if (facts.order === "canceled" || before?.closed_at) {
    return { kind: "refused", code: "payment_session_closed" };
  }
  const now = Date.now();
  if (before?.expires_at && Date.parse(before.expires_at) <= now) {
    return { kind: "refused", code: "payment_session_expired" };
  }
  const command = {
    kind: "present",
    ...wanted,
    description: await describe(container, facts),
    expires_at: new Date(now + PAYABLE_FOR_MS).toISOString(),
  };
  const updated = await payments.updatePaymentSession({
    id: session.id,
    amount: session.amount,
    currency_code: session.currency_code,
    data: { ...session.data, command },
  });
  return shown(readSessionData(updated.data));
}

function shown(data: SessionData | undefined): PresentedSession {
  if (data?.trade_state === "SUCCESS") {
    return { kind: "presented", state: "paid" };
  }
  const { channel, bridge, h5_url, code_url, expires_at } = data ?? {};
  return { kind: "presented", state: "to_pay", channel, bridge, h5_url, code_url, expires_at };
}

/** What WeChat shows as bought: the first line of the cart behind the session. */
async function describe(container: MedusaContainer, facts: PaymentFacts): Promise<string> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart_payment_collection",
    fields: ["cart.items.title", "cart.items.product_title"],
    filters: { payment_collection_id: facts.payment_collection_id },
  });
  const [link] = data as unknown as {
    cart?: { items?: { title?: string; product_title?: string | null }[] };
  }[];
  const items = link?.cart?.items ?? [];
  const title = items[0]?.product_title ?? items[0]?.title ?? "订单";
  const more = items.length > 1 ? ` 等 ${items.length} 件商品` : "";
  return `${[...title].slice(0, DESCRIPTION_LIMIT).join("")}${more}`;
}

/**
 * Asks WeChat about a session's money and captures what is there. @returns undefined for a session of nobody's here
 * @throws WechatPayError when WeChat fails
 */
export async function checkSession(
  container: MedusaContainer,
  paymentSessionId: string,
): Promise<"paid" | "to_pay" | "closed" | undefined> {
  if (!(await readPaymentFacts(container, paymentSessionId))) {
    return undefined;
  }
  await askAboutTrade(container, paymentSessionId);
  const facts = await readPaymentFacts(container, paymentSessionId);
  if (facts && facts.capture !== "none") {
    return "paid";
  }
  return facts?.order === "canceled" || facts?.closed ? "closed" : "to_pay";
}
