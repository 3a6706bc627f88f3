// The client's side of a page in the web view. Runs before every script of the page and gives it what WeChat's own
// browser gives: the user agent, a history of its own, and, once the document is parsed, WeixinJSBridge.
(() => {
  const { phoneOrigin, holder } = document.currentScript.dataset;
  const inPhone = window.parent !== window;

  Object.defineProperty(Navigator.prototype, "userAgent", {
    configurable: true,
    get: () => WECHAT_USER_AGENT,
  });
  Object.defineProperty(Navigator.prototype, "appVersion", {
    configurable: true,
    get: () => WECHAT_USER_AGENT.replace("Mozilla/", ""),
  });
  window.__wxjs_environment = "browser";
  window.open = (url) => {
    if (url) window.location.assign(url);
    return null;
  };
  keepReportsAtHome();
  keepPeopleApart();

  // ---- talking to the phone ----------------------------------------------------------------------------------

  let lastCall = 0;
  const waiting = new Map();
  const commands = new Map();

  function tell(kind, payload = {}) {
    if (inPhone) window.parent.postMessage({ wechat: kind, payload }, phoneOrigin);
  }

  function ask(kind, payload = {}) {
    if (!inPhone) return Promise.resolve({ refused: "no_phone" });
    lastCall += 1;
    const call = lastCall;
    window.parent.postMessage({ wechat: kind, call, payload }, phoneOrigin);
    return new Promise((resolve) => {
      waiting.set(call, resolve);
    });
  }

  window.addEventListener("message", (event) => {
    if (event.origin !== phoneOrigin || event.source !== window.parent) return;
    const { call, answer, command } = event.data ?? {};
    if (call !== undefined) {
      waiting.get(call)?.(answer);
      waiting.delete(call);
    } else if (command !== undefined) {
      commands.get(command)?.();
    }
    event.stopImmediatePropagation();
  });

  // ---- history -----------------------------------------------------------------------------------------------
  // Two phones stand in one browser tab, and a tab has one joint history for all its frames: "back" in one phone
  // would turn a page in the other. So each web view keeps its own entries and the tab never sees them.

  const HISTORY_KEY = `wechat-client-history:${window.name}`;
  const documentId = `${Date.now()}-${Math.random()}`;
  const nativeReplace = history.replaceState.bind(history);
  const trail = JSON.parse(sessionStorage.getItem(HISTORY_KEY) ?? "null") ?? { at: -1, entries: [] };

  // On the way to another document, routers still write to the page they leave (vue-router does, for scrolling).
  let leaving = false;

  function keepTrail() {
    sessionStorage.setItem(HISTORY_KEY, JSON.stringify(trail));
  }

  function arrive() {
    const here = trail.entries[trail.at];
    const replaces = trail.replaces === true && here !== undefined;
    delete trail.replaces;
    if (replaces) {
      trail.entries[trail.at] = { url: location.href, state: history.state, document: documentId };
    } else if (here !== undefined && here.url === location.href) {
      here.document = documentId;
      nativeReplace(here.state, "", here.url);
    } else {
      trail.entries.splice(trail.at + 1);
      trail.entries.push({ url: location.href, state: history.state, document: documentId });
      trail.at = trail.entries.length - 1;
    }
    keepTrail();
  }

  function write(state, url, isNew) {
    nativeReplace(state, "", url ?? location.href);
    if (leaving) return;
    const entry = { url: location.href, state: history.state, document: documentId };
    if (isNew) trail.entries.splice(trail.at + 1, Number.POSITIVE_INFINITY, entry);
    else trail.entries[trail.at] = entry;
    if (isNew) trail.at += 1;
    keepTrail();
    describePage();
  }

  function travel(delta) {
    if (delta === 0) {
      location.reload();
      return;
    }
    const entry = trail.entries[trail.at + delta];
    if (entry === undefined) return;
    trail.at += delta;
    keepTrail();
    if (entry.document !== documentId) {
      leaving = true;
      location.replace(entry.url);
      return;
    }
    nativeReplace(entry.state, "", entry.url);
    window.dispatchEvent(new PopStateEvent("popstate", { state: entry.state }));
    describePage();
  }

  history.pushState = (state, _title, url) => write(state, url, true);
  history.replaceState = (state, _title, url) => write(state, url, false);
  history.go = (delta = 0) => void setTimeout(travel, 0, delta);
  history.back = () => history.go(-1);
  history.forward = () => history.go(1);
  Object.defineProperty(history, "length", { configurable: true, get: () => trail.entries.length });
  arrive();
  // `location.replace` cannot be wrapped; the browser says so on the way out, and the next document takes the place.
  window.navigation?.addEventListener("navigate", ({ navigationType, destination }) => {
    if (leaving || navigationType !== "replace" || destination.sameDocument) return;
    trail.replaces = true;
    keepTrail();
  });
  commands.set("back", () => (trail.at > 0 ? history.back() : tell("close")));
  commands.set("refresh", () => location.reload());

  // ---- what the phone shows of the page ----------------------------------------------------------------------

  function describePage() {
    tell("page", { title: document.title, url: location.href, can_go_back: trail.at > 0 });
  }

  function firstPicture() {
    const pictures = [...document.images].filter((image) => image.naturalWidth >= 100 && image.src);
    return pictures[0]?.src ?? "";
  }

  // ---- sharing -----------------------------------------------------------------------------------------------

  const SHARE_EVENT = "menu:share:appmessage";
  let shareData = {};
  const listeners = new Map();

  /** Pages that still use onMenuShareAppMessage are asked at the tap; the others have said it beforehand. */
  function share() {
    const handler = listeners.get(SHARE_EVENT);
    if (handler) handler({ scene: "friend" });
    else sendCard(shareData);
  }
  commands.set("share", share);

  function sendCard(data) {
    const picture = data.imgUrl ?? data.img_url;
    tell("share", {
      title: data.title || document.title || location.host,
      desc: data.desc ?? location.href,
      link: new URL(data.link || location.href, location.href).href,
      image_url: picture ? new URL(picture, location.href).href : firstPicture(),
    });
  }

  /** A card may lead to the page's own domain only. */
  function mayLeadTo(link = location.href) {
    return URL.canParse(link, location.href) && new URL(link, location.href).hostname === location.hostname;
  }

  // ---- WeixinJSBridge ----------------------------------------------------------------------------------------

  let granted = new Set();
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

  /** Whether this call may be made: through the SDK what was granted, directly what every page may. */
  function mayCall(name, viaSdk) {
    return viaSdk || CONFIGURED.has(name) ? granted.has(name) : OPEN.has(name);
  }

  async function verifyConfig(params) {
    const { verdict } = await ask("verify", {
      app_id: params.verifyAppId ?? "",
      timestamp: params.verifyTimestamp ?? "",
      nonce_str: params.verifyNonceStr ?? "",
      signature: params.verifySignature ?? "",
      url: location.href.split("#")[0],
    });
    if (verdict !== "ok") return { errMsg: `config:${verdict ?? "fail"}` };
    granted = new Set(params.verifyJsApiList ?? []);
    if (granted.has(SHARE_EVENT)) granted.add("sendAppMessage");
    return { err_msg: "preVerifyJSAPI:ok" };
  }

  const PAY_RESULT = "get_brand_wcpay_request";
  const pass = (name) => async (params) => {
    tell("menu", { name, items: params.menuList ?? [] });
    return { err_msg: `${name}:ok` };
  };

  const functions = {
    preVerifyJSAPI: verifyConfig,
    checkJsApi: async (params) => {
      const supported = (params.jsApiList ?? []).map((name) => [
        name,
        name === SHARE_EVENT || Object.hasOwn(functions, name),
      ]);
      // Android answers text where iOS answers an object; this client is an Android.
      return { err_msg: "checkJsApi:ok", checkResult: JSON.stringify(Object.fromEntries(supported)) };
    },
    updateAppMessageShareData: async (params) => {
      if (!mayLeadTo(params.link)) return { err_msg: "updateAppMessageShareData:fail_invalid_link" };
      shareData = params;
      return { err_msg: "updateAppMessageShareData:ok" };
    },
    updateTimelineShareData: async (params) => ({
      err_msg: `updateTimelineShareData:${mayLeadTo(params.link) ? "ok" : "fail_invalid_link"}`,
    }),
    sendAppMessage: async (params) => {
      if (!mayLeadTo(params.link)) return { err_msg: "send_app_msg:fail_invalid_link" };
      sendCard(params);
      return { err_msg: "send_app_msg:confirm" };
    },
    getBrandWCPayRequest: async (params) => {
      const { appId, timeStamp, nonceStr, signType, paySign } = params;
      const answer = await ask("pay", {
        appId,
        timeStamp,
        nonceStr,
        package: params.package,
        signType,
        paySign,
      });
      const result = { err_msg: `${PAY_RESULT}:${answer.result ?? "fail"}` };
      return answer.words ? { ...result, err_desc: answer.words } : result;
    },
    requestMerchantTransfer: async (params) => {
      const { mchId, appId } = params;
      const answer = await ask("transfer", { mchId, appId, package: params.package });
      const result = { err_msg: `requestMerchantTransfer:${answer.result ?? "fail"}` };
      return answer.words ? { ...result, err_desc: answer.words } : result;
    },
    getNetworkType: async () => ({ err_msg: "network_type:wifi" }),
    closeWindow: async () => {
      tell("close");
      return { err_msg: "close_window:ok" };
    },
    hideOptionMenu: pass("hideOptionMenu"),
    showOptionMenu: pass("showOptionMenu"),
    hideMenuItems: pass("hideMenuItems"),
    showMenuItems: pass("showMenuItems"),
    hideAllNonBaseMenuItem: pass("hideAllNonBaseMenuItem"),
    showAllNonBaseMenuItem: pass("showAllNonBaseMenuItem"),
  };

  function invoke(name, params = {}, callback = () => undefined) {
    const perform = Object.hasOwn(functions, name) ? functions[name] : undefined;
    const viaSdk = params.verifyAppId !== undefined;
    const base = name === "preVerifyJSAPI" || name === "checkJsApi";
    let result;
    if (perform === undefined) result = Promise.resolve({ err_msg: `${name}:function_not_exist` });
    else if (!base && !mayCall(name, viaSdk)) {
      result = Promise.resolve({ err_msg: `${name}:access_denied` });
    } else result = perform(params);
    result.then((answer) => callback(answer));
  }

  function open() {
    window.WeixinJSBridge = {
      invoke,
      call: (name) => invoke(name),
      on: (name, handler) => listeners.set(name, handler),
    };
    document.dispatchEvent(new Event("WeixinJSBridgeReady"));
    describePage();
    new MutationObserver(describePage).observe(document.head, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  }
  // The real bridge also comes late: a page that pays without waiting for WeixinJSBridgeReady fails here too.
  document.addEventListener("DOMContentLoaded", open, { once: true });
  window.addEventListener("load", describePage);

  /** Each WeChat account has a web storage of its own: when the phone has changed hands, so does the storage. */
  function keepPeopleApart() {
    const OWNER = "wechat-client:holder";
    const before = localStorage.getItem(OWNER);
    if (before === holder) return;
    const drawer = (person) => `wechat-client:storage:${person}`;
    const others = Object.entries({ ...localStorage }).filter(([key]) => key.startsWith(drawer("")));
    const own = Object.entries({ ...localStorage }).filter(([key]) => !key.startsWith("wechat-client:"));
    const kept = JSON.parse(localStorage.getItem(drawer(holder)) ?? "[]");
    localStorage.clear();
    for (const [key, value] of [...others, ...kept]) localStorage.setItem(key, value);
    localStorage.removeItem(drawer(holder));
    if (before !== null) localStorage.setItem(drawer(before), JSON.stringify(own));
    localStorage.setItem(OWNER, holder);
    sessionStorage.clear();
  }

  /** The JS-SDK sends usage reports to WeChat's server; a development shop has nothing to report. */
  function keepReportsAtHome() {
    const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src");
    Object.defineProperty(HTMLImageElement.prototype, "src", {
      ...source,
      set(value) {
        if (!String(value).startsWith("https://open.weixin.qq.com/sdk/report")) source.set.call(this, value);
      },
    });
  }
})();
