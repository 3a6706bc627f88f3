import { fetchJsSdkConfig } from "@/api/account";
import { currentUrl, landingUrl } from "@/navigation/landing";
import { insideWechat, onIos } from "./environment";

/** What a friend sees in the chat. */
export interface ShareCard {
  title: string;
  desc: string;
  link: string;
  imgUrl: string;
}

const READY_WAIT_MS = 3_000;

type Sdk = typeof import("weixin-js-sdk")["default"];

let card: ShareCard | undefined;
let signedUrl: string | undefined;

/**
 * Sets the card that the top-right menu sends. WeChat accepts it only after the page's address was signed, and the
 * address it means differs: iOS checks the landing address, Android the present one; the other one is the second try.
 */
export async function setShareCard(next: ShareCard): Promise<void> {
  if (!insideWechat()) return;
  card = next;
  const sdk = await loadSdk();
  const [first, second] = addresses();
  if (signedUrl === first) hand(sdk, next);
  else await sign(sdk, first, second === first ? undefined : second);
}

/**
 * Has WeChat check this page's address, without which it grants a page little. Returns once it has, or after a while:
 * what is asked next then says by itself that it was not granted.
 */
export async function signPage(): Promise<void> {
  const sdk = await loadSdk();
  const [first, second] = addresses();
  if (signedUrl !== first) await sign(sdk, first, second === first ? undefined : second);
  await new Promise<void>((resolve) => {
    setTimeout(resolve, READY_WAIT_MS);
    sdk.ready(() => {
      if (card !== undefined) hand(sdk, card);
      resolve();
    });
  });
}

/** The address to be signed, and the one to try after it. */
function addresses(): [string, string] {
  return onIos() ? [landingUrl, currentUrl()] : [currentUrl(), landingUrl];
}

async function sign(sdk: Sdk, url: string, otherUrl: string | undefined): Promise<void> {
  const config = await fetchJsSdkConfig(url);
  signedUrl = url;
  sdk.error(() => {
    signedUrl = undefined;
    if (otherUrl !== undefined) void sign(sdk, otherUrl, undefined).catch(() => undefined);
  });
  sdk.config({
    debug: false,
    appId: config.app_id,
    timestamp: Number(config.timestamp),
    nonceStr: config.nonce_str,
    signature: config.signature,
    jsApiList: config.js_api_list as Parameters<Sdk["config"]>[0]["jsApiList"],
    openTagList: [],
  });
  sdk.ready(() => {
    if (card !== undefined) hand(sdk, card);
  });
}

function hand(sdk: Sdk, given: ShareCard): void {
  // "Success" says that the data was taken, not that anything was sent: there is nothing to do then.
  const success = (): void => undefined;
  sdk.updateAppMessageShareData({ ...given, success });
  sdk.updateTimelineShareData({ title: given.title, link: given.link, imgUrl: given.imgUrl, success });
}

async function loadSdk(): Promise<Sdk> {
  return (await import("weixin-js-sdk")).default;
}
