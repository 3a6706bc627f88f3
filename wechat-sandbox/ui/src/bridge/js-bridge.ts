import type { Answer, PhoneLine } from "./phone-line";

const SHARE_EVENT = "menu:share:appmessage";
const PAY_RESULT = "get_brand_wcpay_request";

// What a page may do without wx.config, as in WeChat's own browser.
const OPEN = new Set([
  "preVerifyJSAPI",
  "checkJsApi",
  "getBrandWCPayRequest",
  "getNetworkType",
  "closeWindow",
  "hideOptionMenu",
  "showOptionMenu",
  "sendAppMessage",
]);

// What a page calls on the bridge itself, and yet only after wx.config has asked for it.
const CONFIGURED = new Set(["requestMerchantTransfer"]);

const MENU_CALLS = [
  "hideOptionMenu",
  "showOptionMenu",
  "hideMenuItems",
  "showMenuItems",
  "hideAllNonBaseMenuItem",
  "showAllNonBaseMenuItem",
];

/** What a page says to the bridge; each function reads what it knows of it. */
interface Parameters {
  [name: string]: unknown;
  link?: string;
  title?: string;
  desc?: string;
  imgUrl?: string;
  img_url?: string;
  menuList?: string[];
  jsApiList?: string[];
  verifyJsApiList?: string[];
}
type Perform = (parameters: Parameters) => Promise<Answer>;

/** `WeixinJSBridge`: what WeChat's client does for a page, and refuses it. */
export class JsBridge {
  #granted = new Set<string>();
  #shareData: Parameters = {};
  readonly #listeners = new Map<string, (argument: object) => void>();
  readonly #functions: Record<string, Perform>;

  constructor(private readonly line: PhoneLine) {
    const menu = MENU_CALLS.map((name): [string, Perform] => [name, (given) => this.#passMenu(name, given)]);
    this.#functions = { ...this.#ownFunctions(), ...Object.fromEntries(menu) };
    line.obey("share", () => this.#share());
  }

  /** What the page finds as `window.WeixinJSBridge`. */
  get forThePage(): object {
    return {
      invoke: (name: string, given: Parameters = {}, done: (answer: Answer) => void = () => undefined) =>
        void this.#invoke(name, given).then(done),
      call: (name: string) => void this.#invoke(name, {}),
      on: (name: string, listener: (argument: object) => void) => this.#listeners.set(name, listener),
    };
  }

  async #invoke(name: string, given: Parameters): Promise<Answer> {
    const perform = Object.hasOwn(this.#functions, name) ? this.#functions[name] : undefined;
    if (perform === undefined) return { err_msg: `${name}:function_not_exist` };
    const viaSdk = given.verifyAppId !== undefined;
    const isBase = name === "preVerifyJSAPI" || name === "checkJsApi";
    if (!isBase && !this.#mayCall(name, viaSdk)) return { err_msg: `${name}:access_denied` };
    return perform(given);
  }

  /** Through the SDK what was granted, directly what every page may. */
  #mayCall(name: string, viaSdk: boolean): boolean {
    return viaSdk || CONFIGURED.has(name) ? this.#granted.has(name) : OPEN.has(name);
  }

  #ownFunctions(): Record<string, Perform> {
    return {
      preVerifyJSAPI: (given) => this.#verifyConfig(given),
      checkJsApi: async ({ jsApiList = [] }) => {
        const isSupported = (name: string) => name === SHARE_EVENT || Object.hasOwn(this.#functions, name);
        const supported = Object.fromEntries(jsApiList.map((name) => [name, isSupported(name)]));
        // Android answers text where iOS answers an object; this client is an Android.
        return { err_msg: "checkJsApi:ok", checkResult: JSON.stringify(supported) };
      },
      updateAppMessageShareData: async (given) => {
        if (!mayLeadTo(given.link)) return { err_msg: "updateAppMessageShareData:fail_invalid_link" };
        this.#shareData = given;
        this.line.tell("card", { link: given.link ?? "" });
        return { err_msg: "updateAppMessageShareData:ok" };
      },
      updateTimelineShareData: async ({ link }) => ({
        err_msg: `updateTimelineShareData:${mayLeadTo(link) ? "ok" : "fail_invalid_link"}`,
      }),
      sendAppMessage: async (given) => {
        if (!mayLeadTo(given.link)) return { err_msg: "send_app_msg:fail_invalid_link" };
        this.#sendCard(given);
        return { err_msg: "send_app_msg:confirm" };
      },
      getBrandWCPayRequest: async ({ appId, timeStamp, nonceStr, package: bundle, signType, paySign }) => {
        const asked = { appId, timeStamp, nonceStr, package: bundle, signType, paySign };
        return resultOf(PAY_RESULT, await this.line.ask("pay", asked));
      },
      requestMerchantTransfer: async ({ mchId, appId, package: bundle }) =>
        resultOf(
          "requestMerchantTransfer",
          await this.line.ask("transfer", { mchId, appId, package: bundle }),
        ),
      getNetworkType: async () => ({ err_msg: "network_type:wifi" }),
      closeWindow: async () => {
        this.line.tell("close");
        return { err_msg: "close_window:ok" };
      },
    };
  }

  async #verifyConfig(given: Parameters): Promise<Answer> {
    const { verdict } = await this.line.ask("verify", {
      app_id: given.verifyAppId ?? "",
      timestamp: given.verifyTimestamp ?? "",
      nonce_str: given.verifyNonceStr ?? "",
      signature: given.verifySignature ?? "",
      url: location.href.split("#")[0],
    });
    if (verdict !== "ok") return { errMsg: `config:${verdict ?? "fail"}` };
    this.#granted = new Set(given.verifyJsApiList ?? []);
    if (this.#granted.has(SHARE_EVENT)) this.#granted.add("sendAppMessage");
    return { err_msg: "preVerifyJSAPI:ok" };
  }

  async #passMenu(name: string, { menuList = [] }: Parameters): Promise<Answer> {
    this.line.tell("menu", { name, items: menuList });
    return { err_msg: `${name}:ok` };
  }

  /** Pages that still use onMenuShareAppMessage are asked at the tap; the others have said it beforehand. */
  #share(): void {
    const listener = this.#listeners.get(SHARE_EVENT);
    if (listener) listener({ scene: "friend" });
    else this.#sendCard(this.#shareData);
  }

  #sendCard(data: Parameters): void {
    const picture = data.imgUrl ?? data.img_url;
    this.line.tell("share", {
      title: data.title || document.title || location.host,
      desc: data.desc ?? location.href,
      link: new URL(data.link || location.href, location.href).href,
      image_url: picture ? new URL(picture, location.href).href : firstPicture(),
    });
  }
}

function resultOf(name: string, { result, words }: Answer): Answer {
  const answer = { err_msg: `${name}:${result ?? "fail"}` };
  return words ? { ...answer, err_desc: words } : answer;
}

/** A card may lead to the page's own domain only. */
function mayLeadTo(link: string = location.href): boolean {
  return URL.canParse(link, location.href) && new URL(link, location.href).hostname === location.hostname;
}

function firstPicture(): string {
  return [...document.images].find((image) => image.naturalWidth >= 100 && image.src)?.src ?? "";
}
