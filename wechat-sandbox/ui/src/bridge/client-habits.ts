/** What WeChat's browser says it is and does with new windows. */
export function dressAsWeChat(userAgent: string): void {
  const say = (name: "userAgent" | "appVersion", text: string) =>
    Object.defineProperty(Navigator.prototype, name, { configurable: true, get: () => text });
  say("userAgent", userAgent);
  say("appVersion", userAgent.replace("Mozilla/", ""));
  Object.assign(window, { __wxjs_environment: "browser" });
  window.open = (url) => {
    if (url) window.location.assign(url);
    return null;
  };
}

/** The JS-SDK sends usage reports to WeChat's server; a development shop has nothing to report. */
export function keepReportsAtHome(): void {
  const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src");
  Object.defineProperty(HTMLImageElement.prototype, "src", {
    ...source,
    set(value: string) {
      if (!String(value).startsWith("https://open.weixin.qq.com/sdk/report")) source?.set?.call(this, value);
    },
  });
}
