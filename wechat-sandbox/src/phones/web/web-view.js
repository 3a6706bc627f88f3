import { element, icon } from "./elements.js";
import { REFUSALS, showPaySheet } from "./pay-sheet.js";
import { showTransferPage, TRANSFER_REFUSALS } from "./transfer-page.js";

let sessions = 0;

/** One open page: the frame with the shop, the bar above it, the menu and the pay sheet. */
export class WebView {
  /**
   * @param host `{api, view(), toast(words), closed()}`: the phone around the web view.
   * @param url where to begin, on this phone's own web view origin.
   */
  constructor(host, url) {
    this.host = host;
    this.origin = new URL(url).origin;
    this.hidden = new Set();
    this.menuHidden = false;
    this.title = element("span", { class: "web-title", "data-testid": "webview-title" }, "正在加载…");
    this.more = this.#barButton("webview-menu", "更多", "more", () => this.#openMenu());
    this.back = this.#barButton("webview-back", "返回", "back", () => this.#command("back"));
    this.back.hidden = true;
    sessions += 1;
    this.frame = element("iframe", {
      "data-testid": "webview",
      name: `web-view-${Date.now()}-${sessions}`,
      allow: "clipboard-write",
      src: url,
    });
    this.root = element(
      "div",
      { class: "web" },
      element(
        "header",
        { class: "web-bar" },
        this.#barButton("webview-close", "关闭", "close", () => this.close()),
        this.back,
        this.title,
        this.more,
      ),
      this.frame,
    );
    this.onMessage = (event) => this.#receive(event);
    window.addEventListener("message", this.onMessage);
    this.frame.addEventListener("load", () => this.#readOwnTitle());
  }

  close() {
    window.removeEventListener("message", this.onMessage);
    this.sheet?.cancel();
    this.root.remove();
    this.host.closed();
  }

  #barButton(testid, label, iconName, onclick) {
    return element("button", { "data-testid": testid, "aria-label": label, onclick }, icon(iconName));
  }

  #command(command) {
    this.frame.contentWindow?.postMessage({ command }, this.origin);
  }

  /** WeChat's own authorize page has no bridge, but shares our origin. */
  #readOwnTitle() {
    try {
      const { title } = this.frame.contentDocument;
      this.title.textContent = title || "";
      this.back.hidden = true;
    } catch {
      // The shop's page: it describes itself through the bridge.
    }
  }

  async #receive(event) {
    if (event.source !== this.frame.contentWindow || event.origin !== this.origin) return;
    const { wechat, call, payload } = event.data ?? {};
    const answer = await this.#perform(wechat, payload);
    if (call !== undefined) this.frame.contentWindow?.postMessage({ call, answer }, this.origin);
  }

  #perform(kind, payload) {
    switch (kind) {
      case "page":
        return this.#showPage(payload);
      case "verify":
        return this.host.api.verify(payload);
      case "pay":
        return this.#pay(payload);
      case "transfer":
        return this.#acceptTransfer(payload);
      case "share":
        return this.#share(payload);
      case "menu":
        return this.#changeMenu(payload);
      case "close":
        return this.close();
      default:
        return undefined;
    }
  }

  #showPage({ title, url, can_go_back }) {
    this.title.textContent = title || new URL(url).host;
    this.url = url;
    this.back.hidden = !can_go_back;
  }

  async #pay(parameters) {
    if (this.sheet) return { result: "fail", words: "另一笔支付正在进行" };
    const opened = await this.host.api.openPayment(parameters);
    if (opened.refused) {
      const words = REFUSALS[opened.refused] ?? "支付失败";
      this.host.toast(words);
      return { result: "fail", words };
    }
    this.sheet = showPaySheet(this.root, opened.payment, (prepay_id) => this.host.api.pay(prepay_id));
    const outcome = await this.sheet.done;
    this.sheet = undefined;
    if (outcome.words) this.host.toast(outcome.words);
    return outcome;
  }

  async #acceptTransfer(asked) {
    if (this.sheet) return { result: "fail", words: "另一个页面正在进行" };
    const opened = await this.host.api.openTransfer(asked);
    if (opened.refused) {
      const words = TRANSFER_REFUSALS[opened.refused] ?? "收款失败";
      this.host.toast(words);
      return { result: "fail", words };
    }
    this.sheet = showTransferPage(this.root, opened.transfer, () => this.host.api.confirmTransfer(asked));
    const outcome = await this.sheet.done;
    this.sheet = undefined;
    if (outcome.words) this.host.toast(outcome.words);
    return outcome;
  }

  async #share(card) {
    const { to } = await this.host.api.sendCard(card);
    this.host.toast(`已发送给 ${to}`);
  }

  #changeMenu({ name, items }) {
    const sharing = ["menuItem:share:appMessage", "menuItem:copyUrl"];
    if (name === "hideOptionMenu" || name === "showOptionMenu") this.menuHidden = name === "hideOptionMenu";
    if (name === "hideMenuItems") for (const item of items) this.hidden.add(item);
    if (name === "showMenuItems") for (const item of items) this.hidden.delete(item);
    if (name === "hideAllNonBaseMenuItem") for (const item of sharing) this.hidden.add(item);
    if (name === "showAllNonBaseMenuItem") this.hidden.clear();
    this.more.style.visibility = this.menuHidden ? "hidden" : "visible";
  }

  #openMenu() {
    const veil = element("div", {
      class: "veil",
      onclick: (event) => event.target === veil && veil.remove(),
    });
    const choose = (act) => () => {
      veil.remove();
      act();
    };
    const item = (testid, iconName, words, act) =>
      element(
        "button",
        { "data-testid": testid, onclick: choose(act) },
        element("i", {}, icon(iconName)),
        words,
      );
    const copy = () => {
      const kept = navigator.clipboard?.writeText(this.url ?? "") ?? Promise.reject();
      kept.then(
        () => this.host.toast("链接已复制"),
        () => this.host.toast("浏览器不允许复制"),
      );
    };
    const friend = this.host.view().other.nickname;
    const shareable = !this.hidden.has("menuItem:share:appMessage");
    const menu = element(
      "section",
      { class: "web-menu" },
      element("p", {}, `网页由 ${new URL(this.origin).host} 提供`),
      element(
        "div",
        { class: "web-menu-items" },
        shareable && item("share-to-friend", "share", "发送给朋友", () => this.#command("share")),
        !this.hidden.has("menuItem:copyUrl") && item("copy-link", "copy", "复制链接", copy),
        item("refresh-page", "refresh", "刷新", () => this.#command("refresh")),
      ),
      shareable && element("small", {}, `“发送给朋友”会发给另一部手机上的 ${friend}`),
      element("button", { class: "web-menu-cancel", onclick: () => veil.remove() }, "取消"),
    );
    veil.append(menu);
    this.root.append(veil);
  }
}
