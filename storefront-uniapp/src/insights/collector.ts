import { shopConfig } from "@/config/shop-config";
import { readToken } from "@/session/token";
import { inThisTab } from "@/storage/kept";
import { serverNowMs } from "@/time/clock";
import { insideWechat } from "@/wechat/environment";
import { channelOf } from "./arrival";
import { isCounted, newId, visitorId } from "./choice";

/** What a page can report. */
export type Happening =
  | { kind: "page" | "checkout" | "pay" }
  | { kind: "product" | "cart"; product_id: string }
  | { kind: "search"; term: string; results?: number }
  | { kind: "share"; product_id?: string; share_token?: string }
  | { kind: "open"; share_token: string };

const ADDRESS = "/store/insights/events";
const CHANNEL_KEY = "tengman.channel";
const MOST = 50;
const WAIT_MS = 5_000;
/** A page tells twice that it is shown: when it is made and when it comes to the front. */
const SAME_PAGE_MS = 1_000;

let waiting: object[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
let lastPage = { address: "", at_ms: 0 };

/** Notes what happened; it is sent with what else happens within seconds. Whatever fails here fails unseen. */
export function count(happening: Happening): void {
  try {
    if (!isCounted()) return;
    waiting.push({
      ...happening,
      id: newId(),
      occurred_at: new Date(serverNowMs()).toISOString(),
      path: location.pathname === "/" ? "/pages/home/index" : location.pathname.slice(0, 120),
      channel: channel(),
    });
    if (waiting.length >= MOST) send();
    else timer ??= setTimeout(send, WAIT_MS);
  } catch {
    // A shop that counts less is still a shop.
  }
}

/** Notes that the present page is shown. */
export function countPage(): void {
  const { href } = location;
  const now_ms = Date.now();
  const isSame = lastPage.address === href && now_ms - lastPage.at_ms < SAME_PAGE_MS;
  lastPage = { address: href, at_ms: now_ms };
  if (!isSame) count({ kind: "page" });
}

/** Sends what waits as soon as the page is left: browsers finish a request that is kept alive. */
export function sendWhenLeft(): void {
  addEventListener("pagehide", send);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send();
  });
}

function send(): void {
  if (timer !== undefined) clearTimeout(timer);
  timer = undefined;
  const events = waiting;
  waiting = [];
  if (events.length === 0 || !isCounted()) return;
  try {
    const token = readToken();
    // A beacon can carry neither the shop's key nor the log-in.
    void fetch(ADDRESS, {
      method: "POST",
      keepalive: true,
      headers: {
        "content-type": "application/json",
        "x-publishable-api-key": shopConfig().publishable_key,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ visitor_id: visitorId(), consent: "granted", events }),
    }).catch(() => undefined);
  } catch {
    // What could not be sent is not missed.
  }
}

/** How this tab's visit began; it outlives the way to WeChat's log-in and back. */
function channel(): string {
  const kept = inThisTab.read(CHANNEL_KEY);
  if (kept !== undefined) return kept;
  const fresh = channelOf({
    search: location.search,
    referrer: document.referrer,
    host: location.host,
    insideWechat: insideWechat(),
  });
  inThisTab.write(CHANNEL_KEY, fresh);
  return fresh;
}
