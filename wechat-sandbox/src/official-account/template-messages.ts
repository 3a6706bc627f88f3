import type { Chats } from "../people/chats.js";
import type { SandboxState } from "../state/state.js";
import { AccountRefusal } from "./account-refusal.js";
import type { SentTemplate, Template } from "./account-state.js";

const CLIENT_MSG_ID = 32;

/** How many characters each type of field takes, and of which kind. */
const FIELDS: Record<string, RegExp> = {
  thing: /^[^\n]{1,20}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/,
  number: /^[-\d.]{1,32}$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[\p{P}\p{S}]{1,5}$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
  name: /^(?:[\p{Script=Han}·…]{1,10}|[A-Za-z .]{1,20})$/u,
  amount: /^[¥￥$]?\d{1,10}(?:\.\d{1,2})?元?$/u,
  phone_number: /^[\d+-]{1,17}$/,
  car_number: /^[\p{Script=Han}A-Z\d]{1,8}$/u,
  date: /^\d{4}年\d{1,2}月\d{1,2}日$/,
  time: /^\d{4}年\d{1,2}月\d{1,2}日 \d{1,2}:\d{2}$/,
};

function templateOf(state: SandboxState, template_id: string): Template {
  const found = state.account.templates.find((template) => template.template_id === template_id);
  if (found === undefined) throw new AccountRefusal(40037, "invalid template_id");
  return found;
}

/**
 * `/cgi-bin/message/template/send`. A number that was used before answers the first message and sends nothing.
 * @throws AccountRefusal 40003, 40037, 43004 (no follower), 43101 (refuses), 47003 (fields)
 */
export function sendTemplate(
  state: SandboxState,
  chats: Chats,
  body: Record<string, unknown>,
  now: number,
): { answer: Record<string, unknown>; sent: SentTemplate | null } {
  const { account } = state;
  const touser = String(body.touser ?? "");
  if (!state.people.some(({ openid }) => openid === touser))
    throw new AccountRefusal(40003, "invalid openid");
  const template = templateOf(state, String(body.template_id ?? ""));
  const client_msg_id = typeof body.client_msg_id === "string" ? body.client_msg_id : null;
  if (client_msg_id !== null && client_msg_id.length > CLIENT_MSG_ID) {
    throw new AccountRefusal(47003, "argument invalid! client_msg_id");
  }
  const before = account.sent_templates.find((sent) => sent.client_msg_id === client_msg_id);
  const ok = (msgid: number) => ({ errcode: 0, errmsg: "ok", msgid });
  if (client_msg_id !== null && before) return { answer: ok(before.msgid), sent: null };
  if (!account.followers.includes(touser)) throw new AccountRefusal(43004, "require subscribe");
  if (account.refusing.includes(touser)) throw new AccountRefusal(43101, "user refuse to accept the msg");
  const data = checkedData(template, body.data);
  account.last_msg_id += 1;
  const url = typeof body.url === "string" ? body.url : "";
  const msgid = account.last_msg_id;
  const sent = { msgid, touser, template_id: template.template_id, client_msg_id, data, url, at: now };
  account.sent_templates.push(sent);
  const lines = template.fields.map(({ name, label }) => ({ name: label, value: data[name] ?? "" }));
  chats.send("account", touser, { kind: "notice", title: template.title, lines, link: url });
  return { answer: ok(msgid), sent };
}

function checkedData(template: Template, given: unknown): Record<string, string> {
  const values = (given ?? {}) as Record<string, { value?: unknown }>;
  const data: Record<string, string> = {};
  for (const { name } of template.fields) {
    const value = values[name]?.value;
    const rule = FIELDS[name.replace(/\d+$/, "")];
    if (typeof value !== "string" || !rule?.test(value)) {
      throw new AccountRefusal(47003, `argument invalid! data.${name}.value invalid`);
    }
    data[name] = value;
  }
  return data;
}
