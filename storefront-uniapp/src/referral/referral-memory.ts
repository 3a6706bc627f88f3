import { inThisTab, onThisPhone } from "@/storage/kept";

const PENDING_KEY = "tengman.share_token";
const PRODUCT_KEY = "tengman.share_of_product";
const ANSWERED_KEY = "tengman.answered_share_tokens";

/** The token this tab was opened with; it outlives the trip to WeChat's log-in. */
export function readPendingToken(): string | undefined {
  return inThisTab.read(PENDING_KEY);
}

export function writePendingToken(token: string): void {
  inThisTab.write(PENDING_KEY, token);
}

/** Whether the shared page was a product's; any other is the shop's. */
export const readSharedProduct = (): boolean => inThisTab.read(PRODUCT_KEY) === "1";

export const writeSharedProduct = (isProduct: boolean): void =>
  inThisTab.write(PRODUCT_KEY, isProduct ? "1" : "0");

/** Tokens this phone's owner has already answered. */
export function readAnsweredTokens(): string[] {
  const kept = onThisPhone.readJson(ANSWERED_KEY, Array.isArray) ?? [];
  return kept.filter((token): token is string => typeof token === "string");
}

export function writeAnsweredTokens(tokens: readonly string[]): void {
  onThisPhone.writeJson(ANSWERED_KEY, tokens);
}
