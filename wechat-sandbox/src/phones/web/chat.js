import { avatar, element, icon, shortTime, yuan } from "./elements.js";
import { conversations } from "./tabs.js";

const PAUSE_MS = 300_000;
const AMOUNT_WORDS = { 支付凭证: "付款金额", 退款到账通知: "退款金额", 转账到账通知: "收款金额" };

function cardBubble(content, open) {
  const picture = element("img", { src: content.image_url || "/avatars/account.svg", alt: "" });
  picture.addEventListener("error", () => picture.setAttribute("src", "/avatars/account.svg"), {
    once: true,
  });
  return element(
    "button",
    {
      class: "card",
      "data-testid": "share-card",
      "data-link": content.link,
      onclick: () => open(content.link),
    },
    element("span", { class: "card-title" }, content.title),
    element("span", { class: "card-body" }, element("span", { class: "card-desc" }, content.desc), picture),
    element("span", { class: "card-foot" }, "网页链接"),
  );
}

function paymentNote(message) {
  const { content } = message;
  const isTransfer = content.title === "转账到账通知";
  const fact = (name, text) => element("dl", {}, element("dt", {}, name), element("dd", {}, text));
  return element(
    "div",
    { class: "receipt", "data-testid": "payment-message" },
    element("h3", {}, content.title),
    element("p", { class: "receipt-label" }, AMOUNT_WORDS[content.title] ?? "金额"),
    element("p", { class: "receipt-amount" }, element("span", {}, "¥"), yuan(content.total)),
    fact(isTransfer ? "付款方" : "收款方", content.merchant_name),
    fact(isTransfer ? "说明" : "商品", content.description),
    fact(isTransfer ? "到账方式" : "支付方式", "零钱"),
  );
}

/** A template message of the account: a tap follows its link. */
function noticeCard({ title, lines, link }, open) {
  const fact = ({ name, value }) => element("dl", {}, element("dt", {}, name), element("dd", {}, value));
  return element(
    "button",
    {
      class: "receipt",
      "data-testid": "account-notice",
      "data-link": link,
      onclick: () => link && open(link),
    },
    element("h3", {}, title),
    ...lines.map(fact),
  );
}

function bubble(message, view, openLink) {
  if (message.content.kind === "notice") return noticeCard(message.content, openLink);
  if (message.content.kind === "payment") return paymentNote(message);
  const mine = message.from === view.person.openid;
  const inside =
    message.content.kind === "card"
      ? cardBubble(message.content, openLink)
      : element("span", { class: "bubble" }, message.content.text);
  return element("div", { class: mine ? "line mine" : "line" }, avatar(message.from), inside);
}

function messageLines(messages, view, openLink) {
  let last = 0;
  return messages.flatMap((message) => {
    const pause = message.at - last > PAUSE_MS;
    last = message.at;
    const line = bubble(message, view, openLink);
    return pause ? [element("time", { class: "pause" }, shortTime(message.at)), line] : [line];
  });
}

function welcome(view, openShop) {
  return [
    element(
      "div",
      { class: "line" },
      avatar("account"),
      element(
        "span",
        { class: "bubble" },
        `你好，${view.person.nickname}！欢迎来到${view.account.name}，点下方菜单进入商城逛逛吧。`,
      ),
    ),
    element(
      "button",
      { class: "cover", "data-testid": "shop-cover", onclick: openShop },
      element("span", { class: "cover-art" }, avatar("account")),
      element("span", { class: "cover-title" }, `${view.account.name}：好物上新，自在分享`),
      element("span", { class: "cover-foot" }, "进入商城", icon("chevron")),
    ),
  ];
}

/**
 * A conversation. `update(view)` redraws the messages and leaves what is being typed.
 * @returns `{root, update}`
 */
export function chatPage(partner, view, actions) {
  const lines = element("div", { class: "lines", "data-testid": "messages" });
  const foot =
    partner === "account"
      ? accountFoot(view, actions)
      : partner === "wechat-pay"
        ? ""
        : writer(partner, actions);
  const root = element("div", { class: "chat" }, lines, foot);
  const update = (fresh) => {
    const { messages } = conversations(fresh).find((entry) => entry.with === partner) ?? { messages: [] };
    const greeting = partner === "account" ? welcome(fresh, actions.openShop) : [];
    lines.replaceChildren(...greeting, ...messageLines(messages, fresh, actions.openLink));
    lines.scrollTop = lines.scrollHeight;
  };
  update(view);
  return { root, update };
}

/** The account's menu and a line to write to it; until a menu is published, the way into the shop. */
function accountFoot(view, actions) {
  const { menu, is_followed } = view.account;
  const follow = element(
    "button",
    { "data-testid": "follow-account", onclick: () => actions.follow() },
    "关注公众号",
  );
  const shop = element(
    "button",
    { "data-testid": "open-shop", onclick: actions.openShop },
    icon("bag"),
    "进入商城",
  );
  const own = menu.length > 0 ? menu.map((button, index) => menuButton(button, index, actions)) : [shop];
  return element(
    "div",
    { class: "account-foot" },
    is_followed ? writer("account", actions) : "",
    element("div", { class: "account-menu" }, icon("keyboard"), ...(is_followed ? own : [follow, shop])),
  );
}

function menuButton(button, index, actions) {
  const below = button.sub_button ?? [];
  if (below.length === 0) {
    return element(
      "button",
      { "data-testid": "account-menu-button", onclick: () => actions.tap([index]) },
      button.name,
    );
  }
  const list = element(
    "span",
    { class: "account-submenu", hidden: "" },
    ...below.map((one, place) =>
      element(
        "button",
        { "data-testid": "account-submenu-button", onclick: () => actions.tap([index, place]) },
        one.name,
      ),
    ),
  );
  const open = element(
    "button",
    { "data-testid": "account-menu-button", onclick: () => list.toggleAttribute("hidden") },
    button.name,
  );
  return element("span", { class: "account-menu-folder" }, list, open);
}

function writer(partner, actions) {
  const input = element("input", {
    type: "text",
    maxlength: "500",
    placeholder: "发消息",
    "aria-label": "发消息",
    "data-testid": "message-input",
  });
  const submit = (event) => {
    event.preventDefault();
    const text = input.value.trim();
    input.value = "";
    if (text) actions.say(partner, text);
  };
  const send = element("button", { type: "submit", "data-testid": "message-send" }, "发送");
  return element("form", { class: "writer", onsubmit: submit }, input, send);
}
