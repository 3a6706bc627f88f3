/** How somebody came to the shop: the words of a channel are those that reports show. */
export interface Arrival {
  /** The query of the first address. */
  search: string;
  /** The page before, as the browser tells it; empty without one. */
  referrer: string;
  /** The shop's own host. */
  host: string;
  insideWechat: boolean;
}

const SEARCH_ENGINES = /(^|\.)(baidu|so|sogou|sm|bing|google)\.[a-z.]+$/;
/** What WeChat writes behind a link that was sent. */
const WECHAT_PLACES: Readonly<Record<string, string>> = {
  singlemessage: "wechat-chat",
  groupmessage: "wechat-group",
  timeline: "wechat-moments",
};
const NAMED = /^[a-z0-9_-]{1,32}$/;

/** The channel of a visit; `?ch=` on a link, such as a poster's, goes before all else. */
export function channelOf({ search, referrer, host, insideWechat }: Arrival): string {
  const query = new URLSearchParams(search);
  const named = query.get("ch")?.toLowerCase() ?? "";
  if (NAMED.test(named)) return named;
  if (query.has("st")) return "share";
  const place = WECHAT_PLACES[query.get("from") ?? ""];
  if (place !== undefined) return place;
  const from = hostOf(referrer);
  if (from !== "" && from !== host) return SEARCH_ENGINES.test(from) ? "search" : "referral";
  return insideWechat ? "wechat" : "direct";
}

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return "";
  }
}
