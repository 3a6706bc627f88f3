import { z } from "zod";
import { numberAfter } from "./numbers";

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
  /** How the order is shown to the shopper; absent in data from before there was a choice: `jsapi`. */
  channel: z.enum(["jsapi", "h5", "native"]).optional(),
  app_id: z.string().optional(),
  openid: z.string().optional(),
  payer_ip: z.string().optional(),
  h5_type: z.enum(["iOS", "Android", "Wap"]).optional(),
  redirect_url: z.string().optional(),
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
  /** Where a browser outside WeChat goes to pay. */
  h5_url: z.string().optional(),
  /** What the QR code shows. */
  code_url: z.string().optional(),
  closed_at: z.string().optional(),
  /** WeChat's last word about the order: `SUCCESS` once the money is there. */
  trade_state: z.string().optional(),
  transaction_id: z.string().optional(),
  paid_at: z.string().optional(),
  /** Who paid, which may be another than the shopper it was shown to. */
  payer_openid: z.string().optional(),
});

export type SessionData = z.infer<typeof sessionData>;

const presenting = {
  kind: z.literal("present"),
  description: z.string().min(1),
  expires_at: z.iso.datetime({ offset: true }),
  /** One of the merchant's apps; the configured one when absent. */
  app_id: z.string().min(1).max(32).optional(),
};

const present = z.discriminatedUnion("channel", [
  z.object({ ...presenting, channel: z.literal("jsapi"), openid: z.string().min(1).max(128) }),
  z.object({
    ...presenting,
    channel: z.literal("h5"),
    payer_ip: z.union([z.ipv4(), z.ipv6()]),
    h5_type: z.enum(["iOS", "Android", "Wap"]).default("Wap"),
    redirect_url: z.url({ protocol: /^https?$/ }).optional(),
  }),
  z.object({ ...presenting, channel: z.literal("native") }),
]);

/** What is asked of a session through Medusa's `updatePaymentSession`. */
const command = z.discriminatedUnion("kind", [present, z.object({ kind: z.literal("close") })]);

export type SessionCommand = z.infer<typeof command>;
export type PresentCommand = Extract<SessionCommand, { kind: "present" }>;

/** How an order is shown: everything about a `present` command that WeChat fixes with the order's number. */
export type Presentation = { readonly app_id: string } & (
  | { readonly channel: "jsapi"; readonly openid: string }
  | {
      readonly channel: "h5";
      readonly payer_ip: string;
      readonly h5_type: "iOS" | "Android" | "Wap";
      readonly redirect_url?: string;
    }
  | { readonly channel: "native" }
);

/** Reads the presentation out of a command. @param appId the configured app, for a command that names none */
export function presentationOf(given: PresentCommand, appId: string): Presentation {
  const app_id = given.app_id ?? appId;
  switch (given.channel) {
    case "jsapi":
      return { app_id, channel: "jsapi", openid: given.openid };
    case "h5": {
      const { payer_ip, h5_type, redirect_url } = given;
      return { app_id, channel: "h5", payer_ip, h5_type, ...(redirect_url ? { redirect_url } : {}) };
    }
    case "native":
      return { app_id, channel: "native" };
  }
}

/** Whether showing an order so would change what WeChat fixed with its number. */
export function presentsAnew(data: SessionData, wanted: Presentation): boolean {
  if ((data.channel ?? "jsapi") !== wanted.channel || data.app_id !== wanted.app_id) {
    return true;
  }
  return wanted.channel === "h5" && (data.payer_ip !== wanted.payer_ip || data.h5_type !== wanted.h5_type);
}

/** The data with the session's next number, of which WeChat knows nothing yet. Only after the old one was closed. */
export function withNextNumber(data: SessionData): SessionData {
  return {
    session_id: data.session_id,
    out_trade_no: numberAfter(data.out_trade_no),
    amount_fen: data.amount_fen,
    ...(data.description ? { description: data.description } : {}),
    ...(data.expires_at ? { expires_at: data.expires_at } : {}),
  };
}

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

/** The data after the money has arrived (or arrived and went back): nothing to pay with, for there is nothing left to pay. */
export function withTrade(
  data: SessionData,
  trade: {
    state: string;
    transaction_id: string | undefined;
    paid_at: string | undefined;
    payer_openid: string | undefined;
  },
): SessionData {
  const { bridge: _bridge, h5_url: _h5, code_url: _code, payer_openid: _payer, ...rest } = data;
  return {
    ...rest,
    trade_state: trade.state,
    ...(trade.transaction_id ? { transaction_id: trade.transaction_id } : {}),
    ...(trade.paid_at ? { paid_at: trade.paid_at } : {}),
    ...(trade.payer_openid ? { payer_openid: trade.payer_openid } : {}),
  };
}

/** The data after WeChat closed the order, or after it turned out that WeChat never had one. */
export function withClosing(data: SessionData, closedAt: Date, tradeState: string | undefined): SessionData {
  const { bridge: _bridge, h5_url: _h5, code_url: _code, trade_state: _earlier, ...rest } = data;
  return {
    ...rest,
    closed_at: rest.closed_at ?? closedAt.toISOString(),
    ...(tradeState ? { trade_state: tradeState } : {}),
  };
}
