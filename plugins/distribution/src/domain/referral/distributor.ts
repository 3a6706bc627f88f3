/** applied → active ⇄ frozen → closed; only an active distributor earns and shares. */
export type DistributorStatus = "applied" | "active" | "frozen" | "closed";

const LONGEST_NAME = 40;
const DEFAULT_NAME = "分享伙伴";

/** The name friends see: the wished one, else the customer's, cut to a length that fits a card. */
export function displayName(
  wished: string | null | undefined,
  customerName: string | null | undefined,
): string {
  const chosen = [wished, customerName].map((name) => name?.trim()).find((name) => name) ?? DEFAULT_NAME;
  return [...chosen].slice(0, LONGEST_NAME).join("");
}

/** A name with all but its first character hidden: a distributor learns no buyer's name. */
export function maskedName(name: string | null | undefined): string {
  const [first] = [...(name?.trim() ?? "")];
  return first ? `${first}**` : "**";
}
