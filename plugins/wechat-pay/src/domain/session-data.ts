import { z } from "zod";

/**
 * What a payment session remembers about its order at WeChat (Medusa's `payment_session.data`). Anything else found
 * there is dropped: Medusa lets a storefront send data along when it creates a session, so only the amount and the
 * number, which the provider itself writes, are facts; a trade's state is always asked for anew.
 */
const sessionData = z.object({
  session_id: z.string(),
  out_trade_no: z.string(),
  /** The total that WeChat is asked for, in fen. */
  amount_fen: z.string().regex(/^\d+$/),
  /** When the order was made at WeChat; absent: WeChat does not know of it. */
  presented_at: z.string().optional(),
  expires_at: z.string().optional(),
  app_id: z.string().optional(),
  openid: z.string().optional(),
  description: z.string().optional(),
  /** What the page hands to WeixinJSBridge; gone once paid or closed. */
  bridge: z
    .object({
      appId: z.string(),
      timeStamp: z.string(),
      nonceStr: z.string(),
      package: z.string(),
      signType: z.literal("RSA"),
      paySign: z.string(),
    })
    .optional(),
  closed_at: z.string().optional(),
  /** WeChat's last word about the order: `SUCCESS` once the money is there. */
  trade_state: z.string().optional(),
  transaction_id: z.string().optional(),
  paid_at: z.string().optional(),
});

export type SessionData = z.infer<typeof sessionData>;

/** What mall asks of a session through Medusa's `updatePaymentSession`. */
const command = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("present"),
    channel: z.literal("jsapi"),
    openid: z.string().min(1).max(128),
    description: z.string().min(1),
    expires_at: z.iso.datetime({ offset: true }),
  }),
  z.object({ kind: z.literal("close") }),
]);

export type SessionCommand = z.infer<typeof command>;
export type PresentCommand = Extract<SessionCommand, { kind: "present" }>;

/** Reads a session's data; undefined when it is not one of this provider's. */
export function readSessionData(data: unknown): SessionData | undefined {
  const parsed = sessionData.safeParse(data);
  return parsed.success ? parsed.data : undefined;
}

export type CommandReading =
  | { readonly kind: "none" }
  | { readonly kind: "command"; readonly command: SessionCommand }
  | { readonly kind: "malformed"; readonly field: string };

/** Reads the command in an update's data, if there is one. */
export function readCommand(data: unknown): CommandReading {
  const given = (data as { command?: unknown } | null | undefined)?.command;
  if (given === undefined || given === null) {
    return { kind: "none" };
  }
  const parsed = command.safeParse(given);
  if (parsed.success) {
    return { kind: "command", command: parsed.data };
  }
  return { kind: "malformed", field: ["command", ...(parsed.error.issues[0]?.path ?? [])].join(".") };
}

/** The data after the money has arrived (or arrived and went back): no bridge, for there is nothing left to pay. */
export function withTrade(
  data: SessionData,
  trade: { state: string; transaction_id: string | undefined; paid_at: string | undefined },
): SessionData {
  const { bridge: _spent, ...rest } = data;
  return {
    ...rest,
    trade_state: trade.state,
    ...(trade.transaction_id ? { transaction_id: trade.transaction_id } : {}),
    ...(trade.paid_at ? { paid_at: trade.paid_at } : {}),
  };
}

/** The data after WeChat closed the order, or after it turned out that WeChat never had one. */
export function withClosing(data: SessionData, closedAt: Date, tradeState: string | undefined): SessionData {
  const { bridge: _spent, trade_state: _earlier, ...rest } = data;
  return {
    ...rest,
    closed_at: rest.closed_at ?? closedAt.toISOString(),
    ...(tradeState ? { trade_state: tradeState } : {}),
  };
}
