/** Pages by name; the first page of the shop is the domain's root. */
export const paths = {
  home: "/pages/home/index",
  category: "/pages/category/index",
  productList: "/pages/product-list/index",
  product: "/pages/product/index",
  cart: "/pages/cart/index",
  checkout: "/pages/checkout/index",
  pay: "/pages/pay/index",
  payResult: "/pages/pay-result/index",
  orders: "/pages/orders/index",
  order: "/pages/order/index",
  invoice: "/pages/invoice/index",
  reviews: "/pages/reviews/index",
  writeReviews: "/pages/reviews/write",
  notices: "/pages/notices/index",
  afterSales: "/pages/after-sales/index",
  applyAfterSale: "/pages/after-sales/apply",
  afterSale: "/pages/after-sales/detail",
  logIn: "/pages/login/index",
  logInCallback: "/pages/login/callback",
  mine: "/pages/mine/index",
  account: "/pages/account/index",
  profile: "/pages/account/profile",
  devices: "/pages/account/devices",
  closing: "/pages/account/closing",
  addresses: "/pages/addresses/index",
  saved: "/pages/saved/index",
  coupons: "/pages/coupons/index",
  distribution: "/pages/distribution/index",
  distributionOrders: "/pages/distribution/orders",
  withdraw: "/pages/distribution/withdraw",
  payout: "/pages/distribution/payout",
  payouts: "/pages/distribution/payouts",
  distributionGoods: "/pages/distribution/goods",
  distributionTeam: "/pages/distribution/team",
  distributionEarnings: "/pages/distribution/earnings",
  distributionClosing: "/pages/distribution/closing",
  distributionStatement: "/pages/distribution/statement",
} as const;

const TABS: readonly string[] = [paths.home, paths.category, paths.cart, paths.mine];

/** The address of a page with parameters; empty and undefined ones are left out. */
export function pathTo(
  name: keyof typeof paths,
  query: Record<string, string | number | undefined> = {},
): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? paths[name] : `${paths[name]}?${pairs.join("&")}`;
}

/** Opens a page on top of this one; the four tabs replace the whole stack instead. */
export function go(path: string): void {
  const page = path.split("?")[0] ?? path;
  if (TABS.includes(page)) uni.reLaunch({ url: path });
  else uni.navigateTo({ url: path });
}

/** Opens a page in place of this one, so that "back" skips it. */
export function replaceWith(path: string): void {
  const page = path.split("?")[0] ?? path;
  if (TABS.includes(page)) uni.reLaunch({ url: path });
  else uni.redirectTo({ url: path });
}

/** One page back, or the home page when this one was opened directly. */
export function goBack(): void {
  if (getCurrentPages().length > 1) uni.navigateBack();
  else uni.reLaunch({ url: paths.home });
}

/** Back in the browser's own history, past this document; the home page when there is nothing before it. */
export function goBackInHistory(): void {
  if (history.length > 1) history.back();
  else uni.reLaunch({ url: paths.home });
}

/** The path and parameters being shown, to come back to after logging in. */
export function here(): string {
  return location.pathname + location.search;
}

/**
 * A path of this shop that is safe to return to: anything that could leave the site becomes the home page.
 */
export function safeReturn(path: string | null | undefined): string {
  if (!path?.startsWith("/")) return "/";
  // Browsers drop tabs and line ends and take `\` for `/`: only what they make of the path says where it leads.
  const target = addressOf(path);
  if (target?.origin !== SOME_SHOP || target.pathname.startsWith("//")) return "/";
  return target.pathname.startsWith("/pages/login/") ? "/" : target.pathname + target.search + target.hash;
}

/** Any origin does: a path that leaves this one would leave ours. */
const SOME_SHOP = "https://shop.invalid";

function addressOf(path: string): URL | undefined {
  try {
    return new URL(path, SOME_SHOP);
  } catch {
    return undefined;
  }
}
