// The client's side of a page in the web view. Runs before every script of the page and gives it what WeChat's own
// browser gives: the user agent, a history of its own, and, once the document is parsed, WeixinJSBridge.
import { dressAsWeChat, keepReportsAtHome } from "./client-habits";
import { JsBridge } from "./js-bridge";
import { PageHistory } from "./page-history";
import { keepPeopleApart } from "./people-apart";
import { openPhoneLine } from "./phone-line";
import { offerPictures } from "./pictures";

/** Stands in front of this script when it is served. */
declare const WECHAT_USER_AGENT: string;

const { phoneOrigin = "", holder = "" } = document.currentScript?.dataset ?? {};

dressAsWeChat(WECHAT_USER_AGENT);
keepReportsAtHome();
keepPeopleApart(holder);
const line = openPhoneLine(phoneOrigin);
const pageHistory = new PageHistory(line);
const bridge = new JsBridge(line);
offerPictures(line);

function open(): void {
  Object.assign(window, { WeixinJSBridge: bridge.forThePage });
  document.dispatchEvent(new Event("WeixinJSBridgeReady"));
  pageHistory.describe();
  const changes = { childList: true, subtree: true, characterData: true };
  new MutationObserver(() => pageHistory.describe()).observe(document.head, changes);
}

// The real bridge also comes late: a page that pays without waiting for WeixinJSBridgeReady fails here too.
document.addEventListener("DOMContentLoaded", open, { once: true });
window.addEventListener("load", () => pageHistory.describe());
