import { element } from "./elements.js";

const inbox = document.getElementById("inbox");
const moment = (at) => new Date(at).toLocaleString("zh-CN", { hour12: false });

function shortMessage({ phone, text, at }) {
  return element(
    "article",
    { "data-testid": "short-message", "data-phone": phone },
    element("header", {}, element("b", {}, phone), element("time", {}, moment(at))),
    element("p", {}, text),
  );
}

async function draw() {
  const { short_messages } = await (await fetch("/__control/short-messages")).json();
  inbox.replaceChildren(
    ...(short_messages.length > 0
      ? short_messages.map(shortMessage)
      : [element("p", { class: "empty" }, "还没有短信。在商城里获取验证码后，短信会出现在这里。")]),
  );
}

// The stream says that something has changed on the phones, the inboxes included.
new EventSource("/phone-api/events").onmessage = draw;
await draw();
