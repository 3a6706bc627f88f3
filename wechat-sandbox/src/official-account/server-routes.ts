import type { FastifyInstance, RouteHandlerMethod } from "fastify";
import { AccountRefusal } from "./account-refusal.js";
import type { AccountRoom, AccountWork } from "./account-room.js";
import { sendCustom } from "./customer-service.js";
import { createMenu, currentMenu, deleteMenu, getMenu } from "./menu.js";
import { createCode } from "./scene-codes.js";
import { sendTemplate } from "./template-messages.js";

/** Registers what a shop's server calls below `/cgi-bin` with the account's token, apart from the token itself. */
export function registerServerRoutes(
  app: FastifyInstance,
  room: AccountRoom,
  serve: (work: AccountWork) => RouteHandlerMethod,
): void {
  const { state } = room.store;
  /** Checks the token and counts the call before it does anything. */
  const authorised =
    (path: string, work: AccountWork): AccountWork =>
    (query, body, now) => {
      room.tokens.check(query.access_token, now);
      const left = state.account.quotas[path];
      if (left !== undefined && left <= 0) throw new AccountRefusal(45009, "reach max api daily quota limit");
      if (left !== undefined) state.account.quotas[path] = left - 1;
      return work(query, body, now);
    };
  const post = (path: string, work: AccountWork) =>
    app.post(`/cgi-bin/${path}`, serve(authorised(path, work)));
  const get = (path: string, work: AccountWork) => app.get(`/cgi-bin/${path}`, serve(authorised(path, work)));
  post("menu/create", (_query, body) => createMenu(state, body));
  get("menu/get", () => getMenu(state));
  get("menu/delete", () => deleteMenu(state));
  get("get_current_selfmenu_info", () => currentMenu(state));
  post("qrcode/create", (_query, body, now) => createCode(state, body, now));
  post("message/template/send", (_query, body, now) => {
    const { answer, sent } = sendTemplate(state, room.chats, body, now);
    if (sent) room.pusher.begin(room.visitors.templateDone(sent));
    return answer;
  });
  post("message/custom/send", (_query, body, now) => ({ ...sendCustom(state, room.chats, body, now) }));
}
