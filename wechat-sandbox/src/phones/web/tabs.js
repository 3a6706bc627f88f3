import { avatar, element, icon, shortTime, yuan } from "./elements.js";

/** A message in a few words. */
export function preview(content) {
  if (content.kind === "text") return content.text;
  if (content.kind === "card") return `[链接] ${content.title}`;
  if (content.kind === "notice") return `[通知] ${content.title}`;
  return `[${content.title}] ¥${yuan(content.total)}`;
}

/** The conversations of a view, newest first: `{with, name, messages}`. The other phone's holder always has one. */
export function conversations(view) {
  const names = new Map(view.people.map((person) => [person.openid, person.nickname]));
  names.set("account", view.account.name).set("wechat-pay", "微信支付");
  const found = new Map([
    [view.other.openid, []],
    ["account", []],
  ]);
  for (const message of view.messages) {
    const partner = message.from === view.person.openid ? message.to : message.from;
    if (partner === view.person.openid) continue;
    if (!found.has(partner)) found.set(partner, []);
    found.get(partner).push(message);
  }
  return [...found]
    .map(([partner, messages]) => ({ with: partner, name: names.get(partner) ?? "微信用户", messages }))
    .sort((a, b) => (b.messages.at(-1)?.at ?? 0) - (a.messages.at(-1)?.at ?? 0));
}

function testId(partner, view) {
  if (partner === view.other.openid) return "open-chat";
  if (partner === "account") return "open-official-account";
  return partner === "wechat-pay" ? "open-payments" : "open-other-chat";
}

function lastWords(conversation) {
  const last = conversation.messages.at(-1);
  if (last !== undefined) return preview(last.content);
  return conversation.with === "account" ? "欢迎光临，点击进入商城" : "你们已是好友，打个招呼吧";
}

/** The list of chats. */
export function chatList(view, open, isUnread) {
  return element(
    "div",
    { class: "list" },
    conversations(view).map((conversation) =>
      element(
        "button",
        {
          class: "row",
          "data-testid": testId(conversation.with, view),
          "data-name": conversation.name,
          onclick: () => open(conversation.with),
        },
        element(
          "span",
          { class: "portrait" },
          avatar(conversation.with),
          isUnread(conversation) && element("i"),
        ),
        element(
          "span",
          { class: "row-text" },
          element(
            "span",
            { class: "row-top" },
            element("b", {}, conversation.name),
            element(
              "time",
              {},
              conversation.messages.length ? shortTime(conversation.messages.at(-1).at) : "",
            ),
          ),
          element("small", {}, lastWords(conversation)),
        ),
      ),
    ),
  );
}

/** Everybody one can talk to. */
export function contactList(view, open) {
  const row = (who, name) =>
    element(
      "button",
      { class: "row contact", "data-name": name, onclick: () => open(who) },
      avatar(who),
      element("span", { class: "row-text" }, element("b", {}, name)),
    );
  return element(
    "div",
    { class: "list" },
    element("p", { class: "section" }, "公众号"),
    row("account", view.account.name),
    element("p", { class: "section" }, "朋友"),
    view.people
      .filter((person) => person.openid !== view.person.openid)
      .map((p) => row(p.openid, p.nickname)),
  );
}

/** Who holds this phone, and who else could. */
export function mePage(view, hand, scan) {
  const choice = (person) =>
    element(
      "button",
      {
        class: "row contact",
        "data-testid": "holder-choice",
        "data-name": person.nickname,
        onclick: () => hand(person.openid),
      },
      avatar(person.openid),
      element("span", { class: "row-text" }, element("b", {}, person.nickname)),
      person.openid === view.other.openid && element("small", { class: "hint" }, "在另一部手机上"),
    );
  return element(
    "div",
    { class: "list me" },
    element(
      "div",
      { class: "profile", "data-testid": "profile" },
      avatar(view.person.openid),
      element(
        "div",
        {},
        element("h2", {}, view.person.nickname),
        element("p", {}, `微信号：${view.person.wechat_id}`),
      ),
    ),
    element("p", { class: "section" }, "服务"),
    element(
      "div",
      { class: "row contact" },
      element("span", { class: "row-text" }, element("b", {}, "零钱")),
      element("span", { class: "wallet", "data-testid": "wallet-balance" }, `¥${yuan(view.wallet)}`),
    ),
    element(
      "button",
      { class: "row contact", "data-testid": "open-scan", onclick: scan },
      element("span", { class: "row-text" }, element("b", {}, "扫一扫")),
      icon("chevron"),
    ),
    element(
      "a",
      { class: "row contact", "data-testid": "open-inbox", href: "/inbox", target: "_blank" },
      element("span", { class: "row-text" }, element("b", {}, "短信")),
      icon("chevron"),
    ),
    element("p", { class: "section" }, "切换微信用户"),
    view.people.filter((person) => person.openid !== view.person.openid).map(choice),
  );
}

/** The bar at the bottom of the three first pages. */
export function tabBar(current, choose, number) {
  const tab = (name, iconName, words) =>
    element(
      "button",
      {
        class: current === name ? "tab on" : "tab",
        "data-testid": `tab-${name}`,
        onclick: () => choose(name),
      },
      icon(iconName),
      words,
    );
  return element(
    "nav",
    { class: "tabs", "aria-label": `手机 ${number} 的导航` },
    tab("chats", "chats", "微信"),
    tab("contacts", "contacts", "通讯录"),
    tab("me", "me", "我"),
  );
}
