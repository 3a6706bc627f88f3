import { element } from "./elements.js";

const inbox = document.getElementById("inbox");
const moment = (at) => new Date(at).toLocaleString("zh-CN", { hour12: false });
const ask = async (what) => (await (await fetch(`/__control/${what}`)).json())[what.replace("-", "_")];

function letter(testId, to, text, at) {
  return element(
    "article",
    { "data-testid": testId, "data-to": to },
    element("header", {}, element("b", {}, to), element("time", {}, moment(at))),
    element("p", {}, text),
  );
}

async function draw() {
  const [messages, mails] = await Promise.all([ask("short-messages"), ask("mails")]);
  const all = [
    ...messages.map(({ phone, text, at }) => ({ at, shown: letter("short-message", phone, text, at) })),
    ...mails.map(({ to, subject, text, at }) => ({
      at,
      shown: letter("mail", to, `${subject}\n\n${text}`, at),
    })),
  ].sort((one, other) => other.at - one.at);
  inbox.replaceChildren(
    ...(all.length > 0
      ? all.map(({ shown }) => shown)
      : [element("p", { class: "empty" }, "还没有短信和邮件。在商城里获取验证码后，会出现在这里。")]),
  );
}

// The stream says that something has changed on the phones, the inboxes included.
new EventSource("/phone-api/events").onmessage = draw;
await draw();
