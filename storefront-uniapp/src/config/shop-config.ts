/** What the server writes into the page before the shop starts. */
export interface ShopConfig {
  publishable_key: string;
  region_id: string;
  shop_name: string;
  icp_number?: string;
  business_license_url?: string;
  /** Ways of logging in beside WeChat's; absent when the page was served by an older server. */
  log_ins?: { phone: boolean; email: boolean };
}

const ELEMENT_ID = "shop-config";

/**
 * Reads the configuration element of the page.
 *
 * @throws Error when the element is missing or incomplete: the page was then not served by the shop server.
 */
export function readShopConfig(page: Document): ShopConfig {
  const text = page.getElementById(ELEMENT_ID)?.textContent;
  if (!text) throw new Error(`the page carries no #${ELEMENT_ID}`);
  const parsed: unknown = JSON.parse(text);
  if (!isShopConfig(parsed)) throw new Error(`#${ELEMENT_ID} is incomplete`);
  return parsed;
}

function isShopConfig(value: unknown): value is ShopConfig {
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Record<string, unknown>;
  return (["publishable_key", "region_id", "shop_name"] as const).every(
    (name) => typeof fields[name] === "string" && fields[name] !== "",
  );
}

let current: ShopConfig | undefined;

/** The configuration of this page, read once. */
export function shopConfig(): ShopConfig {
  current ??= readShopConfig(document);
  return current;
}
