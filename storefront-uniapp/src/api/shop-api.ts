import { shopConfig } from "@/config/shop-config";
import { tokenRejected } from "@/session/log-in";
import { readToken } from "@/session/token";
import { learnServerTime } from "@/time/clock";
import { createClient } from "./client";
import { uniTransport } from "./uni-transport";

/** The client of this page's shop. */
export const api = createClient({
  transport: uniTransport,
  publishableKey: () => shopConfig().publishable_key,
  customerToken: readToken,
  onTokenRejected: tokenRejected,
  onServerTime: learnServerTime,
});
