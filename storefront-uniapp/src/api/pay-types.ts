import type { Instant } from "./values";

/** The parameters WeChat's own pay sheet takes, in WeChat's spelling. */
export interface PaymentBridge {
  appId: string;
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: string;
  paySign: string;
}

/** How an order is paid: inside WeChat, in a phone's browser, or by scanning a code. */
export type PaymentChannel = "jsapi" | "h5" | "native";

/** `redirect_url` is where WeChat's page leads back to. */
export type PaymentRequest = { channel: "jsapi" | "native" } | { channel: "h5"; redirect_url: string };

export type PaymentStart =
  | { state: "paid" }
  | ({ state: "to_pay"; pay_by: Instant } & (
      | { channel: "jsapi"; bridge: PaymentBridge }
      | { channel: "h5"; h5_url: string }
      | { channel: "native"; code_url: string }
    ));
