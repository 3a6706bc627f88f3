import { chatPage } from "./chat.js";
import { element, icon } from "./elements.js";
import { REFUSALS, showPaySheet } from "./pay-sheet.js";
import { PhoneApi } from "./phone-api.js";
import { showScanSheet } from "./scan-sheet.js";
import { chatList, contactList, conversations, mePage, preview, tabBar } from "./tabs.js";
import { WebView } from "./web-view.js";

/** Whose part each phone plays on the desk. */
const PARTS = { 1: "分享的人", 2: "朋友" };
const TITLES = { chats: "微信", contacts: "通讯录", me: "我" };
const TOAST_MS = 1_800;
const BANNER_MS = 8_000;

/** One phone: its pages, its web view, and what arrives while one looks elsewhere. */
export class Phone {
  /** @param viewed called with every fresh view of the phone */
  constructor(number, viewed = () => {}) {
    this.number = number;
    this.viewed = viewed;
    this.api = new PhoneApi(number);
    this.tab = "chats";
    this.read = new Map();
    this.stage = element("div", { class: "stage" });
    this.clock = element("span", {});
    this.root = element(
      "div",
      { class: "phone", "data-testid": `phone-${number}` },
      element(
        "div",
        { class: "status" },
        this.clock,
        element("span", { class: "status-signs" }, "5G", element("i")),
      ),
      this.stage,
    );
    this.owner = element("b", { "data-testid": `owner-${number}` });
    const name = element("p", { class: "owner" }, this.owner, PARTS[number]);
    this.place = element("section", { class: "place", "aria-label": `手机 ${number}` }, name, this.root);
    this.#tick();
    setInterval(() => this.#tick(), 10_000);
    this.api.watch(() => this.refresh());
  }

  /** Fetches the view and draws what it changes. Calls may overlap; the newest answer wins. */
  async refresh() {
    const asked = (this.asked ?? 0) + 1;
    this.asked = asked;
    const fresh = await this.api.view().catch(() => undefined);
    if (fresh === undefined || asked !== this.asked) return;
    const previous = this.view;
    this.view = fresh;
    this.owner.textContent = fresh.person.nickname;
    this.viewed(fresh);
    if (previous === undefined) this.#markAllRead();
    else if (previous.person.openid !== fresh.person.openid) this.#restart();
    else this.#announceNews(previous);
    if (this.chat && this.partner) {
      this.chat.update(fresh);
      this.#markRead(this.partner);
    } else {
      this.#drawTab();
    }
  }

  #tick() {
    this.clock.textContent = new Date().toLocaleTimeString("zh-CN", {
      hour: "2-digit",
      minute: "2-digit",
      hour12: false,
    });
  }

  #restart() {
    this.web?.close();
    this.partner = undefined;
    this.chat = undefined;
    this.#markAllRead();
  }

  #markAllRead() {
    this.read.clear();
    for (const conversation of conversations(this.view)) this.#markRead(conversation.with);
  }

  #markRead(partner) {
    const conversation = conversations(this.view).find((entry) => entry.with === partner);
    this.read.set(partner, conversation?.messages.length ?? 0);
  }

  #drawTab() {
    const { view } = this;
    const open = (partner) => this.#openChat(partner);
    const unread = (entry) => entry.messages.length > (this.read.get(entry.with) ?? 0);
    const body =
      this.tab === "chats"
        ? chatList(view, open, unread)
        : this.tab === "contacts"
          ? contactList(view, open)
          : mePage(
              view,
              (openid) => this.#hand(openid),
              () => showScanSheet(this.stage, (code_url) => this.#payScanned(code_url)),
            );
    const choose = (name) => {
      this.tab = name;
      this.#drawTab();
    };
    const bar = this.tab === "me" ? undefined : element("header", { class: "bar" }, TITLES[this.tab]);
    this.#show(
      element("div", { class: `page ${this.tab}` }, bar ?? "", body, tabBar(this.tab, choose, this.number)),
    );
  }

  #show(page) {
    this.page?.remove();
    this.page = page;
    this.stage.prepend(page);
  }

  /** A button of the account's menu: a key is answered in the chat, a link opens. */
  async #tap(path) {
    const { open } = await this.api.tap(path);
    if (open) this.#openLink(open);
  }

  async #hand(openid) {
    this.tab = "chats";
    await this.api.hand(openid);
  }

  /** A merchant's QR code, as a Native order shows it. */
  async #payScanned(code_url) {
    const opened = await this.api.scan(code_url);
    if (opened.account) {
      this.#openChat("account");
      return;
    }
    if (opened.refused) {
      this.#toast(REFUSALS[opened.refused] ?? "无法识别二维码");
      return;
    }
    const sheet = showPaySheet(this.stage, opened.payment, (prepay_id) => this.api.pay(prepay_id));
    const { words } = await sheet.done;
    if (words) this.#toast(words);
  }

  #openChat(partner) {
    this.partner = partner;
    this.#markRead(partner);
    this.chat = chatPage(partner, this.view, {
      say: (to, text) => this.api.say(to, text),
      openLink: (link) => this.#openLink(link),
      tap: (path) => this.#tap(path),
      follow: () => this.api.follow(),
      openShop: () => this.#openWeb(`${this.view.web_view_origin}/`),
    });
    const { name } = conversations(this.view).find((entry) => entry.with === partner) ?? {
      name: this.#nameOf(partner),
    };
    const leave = () => {
      this.partner = undefined;
      this.chat = undefined;
      this.#drawTab();
    };
    const back = element(
      "button",
      { "data-testid": "nav-back", "aria-label": "返回", onclick: leave },
      icon("back"),
    );
    const bar = element("header", { class: "bar" }, back, element("span", {}, name));
    this.#show(element("div", { class: "page" }, bar, this.chat.root));
    this.chat.update(this.view);
  }

  #nameOf(openid) {
    return this.view.people.find((person) => person.openid === openid)?.nickname ?? "";
  }

  /** A link of the shop opens on this phone's own origin, whichever phone it was made on. */
  #openLink(link) {
    const url = new URL(link);
    const shop = [this.view.shop_origin, ...this.view.web_view_origins];
    this.#openWeb(
      shop.includes(url.origin) ? this.view.web_view_origin + url.pathname + url.search + url.hash : link,
    );
  }

  #openWeb(url) {
    this.web?.close();
    this.web = new WebView(
      {
        api: this.api,
        view: () => this.view,
        toast: (words) => this.#toast(words),
        closed: () => {
          this.web = undefined;
        },
      },
      url,
    );
    this.stage.append(this.web.root);
  }

  #toast(words) {
    const toast = element("div", { class: "toast", role: "status" }, words);
    this.root.append(toast);
    setTimeout(() => toast.remove(), TOAST_MS);
  }

  /** A message that arrives while one is in a page is announced at the top. */
  #announceNews(previous) {
    const known = new Set(previous.messages.map((message) => message.id));
    const news = this.view.messages.filter(
      (message) => !known.has(message.id) && message.to === this.view.person.openid,
    );
    const last = news.at(-1);
    if (last === undefined || this.web === undefined || last.from === "wechat-pay") return;
    const words = preview(last.content);
    const open = () => {
      banner.remove();
      this.web?.close();
      this.#openChat(last.from);
    };
    const banner = element(
      "button",
      { class: "banner", "data-testid": "message-banner", onclick: open },
      element("b", {}, this.#nameOf(last.from)),
      words,
    );
    this.root.append(banner);
    setTimeout(() => banner.remove(), BANNER_MS);
  }
}
