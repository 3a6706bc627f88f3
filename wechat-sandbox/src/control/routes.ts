import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { type FaultPlan, faultSchema } from "../faults/fault-plan.js";
import type { AccountTokens } from "../official-account/account-tokens.js";
import type { WebAuthorization } from "../official-account/web-authorization.js";
import type { Notifier } from "../pay/notifier.js";
import type { RefundBook } from "../pay/refund-book.js";
import type { Chats } from "../people/chats.js";
import { lookFor, makePerson, openidAt, realName } from "../people/people.js";
import type { Credentials } from "../state/credentials.js";
import type { Delivery, Fault } from "../state/state.js";
import { registerWire } from "../wire/routes.js";
import type { WireLog } from "../wire/wire-log.js";
import { type AccountControlRoom, registerAccountControl } from "./account-routes.js";
import { registerFaults, registerSettings } from "./fault-routes.js";
import { type InboxControlRoom, registerInbox } from "./inbox-routes.js";
import { type KeyControlRoom, registerKeys } from "./key-routes.js";
import { type MoneyControlRoom, registerMoney } from "./money-routes.js";
import { ControlRefusal, type Serve, serveControl } from "./serve.js";

/** Everything a test may look at or turn. */
export interface ControlRoom extends MoneyControlRoom, KeyControlRoom, InboxControlRoom, AccountControlRoom {
  credentials: Credentials;
  refunds: RefundBook;
  notifier: Notifier;
  faults: FaultPlan;
  chats: Chats;
  authorization: WebAuthorization;
  tokens: AccountTokens;
  wire: WireLog;
}

/** Registers `/__control/…`: JSON in, JSON out. */
export function registerControlRoutes(app: FastifyInstance, room: ControlRoom): void {
  const serve = serveControl(room.store);
  registerPeople(app, room, serve);
  registerOrders(app, room, serve);
  registerNotifications(app, room, serve);
  registerFaults(app, room, serve);
  registerSettings(app, room, serve);
  registerMoney(app, room, serve);
  registerKeys(app, room, serve);
  registerInbox(app, room, serve);
  registerAccountControl(app, room, serve);
  registerWire(app, room.wire, serve);
}

const personSchema = z.object({
  nickname: z.string().min(1).max(30),
  wechat_id: z
    .string()
    .regex(/^[a-zA-Z][-_a-zA-Z0-9]{5,19}$/)
    .optional(),
  real_name: z.string().min(1).max(30).optional(),
});
const scopeSchema = z.enum(["snsapi_base", "snsapi_userinfo"]).default("snsapi_userinfo");

function registerPeople(app: FastifyInstance, room: ControlRoom, serve: Serve): void {
  const { state } = room.store;
  const person = (openid: string | undefined) => {
    const found = state.people.find((candidate) => candidate.openid === openid);
    if (found === undefined) throw new ControlRefusal(404, "PERSON_UNKNOWN", "nobody has this openid");
    return found;
  };
  app.get(
    "/__control/people",
    serve(() => ({
      people: state.people.map((one) => ({
        ...one,
        real_name: realName(one),
        mini_program_openid: openidAt(one, room.credentials.mini_program_app_id),
      })),
    })),
  );
  app.post(
    "/__control/people",
    serve(({ body }) => {
      const { nickname, wechat_id, real_name } = personSchema.parse(body);
      const id = wechat_id ?? `wxid_${state.people.length.toString().padStart(6, "0")}`;
      if (state.people.some((other) => other.wechat_id === id)) {
        throw new ControlRefusal(409, "WECHAT_ID_TAKEN", "another person has this wechat_id");
      }
      const added = makePerson(room.credentials.app_id, {
        nickname,
        wechat_id: id,
        sex: 0,
        look: lookFor(nickname),
      });
      if (real_name !== undefined) added.real_name = real_name;
      state.people.push(added);
      room.chats.emit("change");
      return { person: added };
    }),
  );
  app.post(
    "/__control/people/:openid",
    serve(({ parameters, body }) => {
      const found = person(parameters.openid);
      found.snapshot = z.object({ snapshot: z.boolean() }).parse(body).snapshot;
      return { person: found };
    }),
  );
  app.get(
    "/__control/oauth-code",
    serve(({ query }) => {
      const scope = scopeSchema.parse(query.scope);
      const found = person(query.openid);
      const snapshot = query.snapshot === undefined ? found.snapshot : query.snapshot === "1";
      return { code: room.authorization.issueCode(found, scope, Date.now(), snapshot) };
    }),
  );
  app.post(
    "/__control/access-tokens/revoke",
    serve(() => {
      room.tokens.revokeAll();
      return { revoked: true };
    }),
  );
}

function registerOrders(app: FastifyInstance, room: ControlRoom, serve: Serve): void {
  const { state } = room.store;
  app.get(
    "/__control/orders",
    serve(() => ({ orders: Object.values(state.orders) })),
  );
  app.get(
    "/__control/orders/:number",
    serve(({ parameters }) => {
      const order = room.orders.byOutTradeNo(parameters.number ?? "");
      const refunds = room.refunds.ofOrder(order.out_trade_no);
      const notifications = state.deliveries.filter(
        ({ out_trade_no }) => out_trade_no === order.out_trade_no,
      );
      return { order, refunds, notifications };
    }),
  );
  app.post(
    "/__control/orders/:number/pay",
    serve(({ parameters, body }) => {
      const { openid } = z.object({ openid: z.string().optional() }).parse(body);
      const order = room.cashier.payOrder(parameters.number ?? "", openid, Date.now());
      if (typeof order === "string")
        throw new ControlRefusal(409, order.toUpperCase(), "the order cannot be paid");
      return { order };
    }),
  );
  app.get(
    "/__control/refunds",
    serve(() => ({ refunds: Object.values(state.refunds) })),
  );
  app.post(
    "/__control/refunds/:number/settle",
    serve(({ parameters, body }) => {
      const { status } = z.object({ status: z.enum(["SUCCESS", "CLOSED", "ABNORMAL"]) }).parse(body);
      const refund = room.refunds.byOutRefundNo(parameters.number ?? "");
      if (!room.cashier.settleRefund(refund, status)) {
        throw new ControlRefusal(409, "ALREADY_SETTLED", "the refund has reached its final status");
      }
      return { refund };
    }),
  );
}

const resendSchema = z.object({
  times: z.number().int().min(1).max(100).default(1),
  parallel: z.boolean().default(false),
  fault: z.string().optional(),
  total: z.number().int().min(1).optional(),
});

function registerNotifications(app: FastifyInstance, room: ControlRoom, serve: Serve): void {
  const { state } = room.store;
  const delivery = (id: string | undefined): Delivery => {
    const found = state.deliveries.find((candidate) => candidate.id === id);
    if (found === undefined)
      throw new ControlRefusal(404, "NOTIFICATION_UNKNOWN", "no notification has this id");
    return found;
  };
  app.get(
    "/__control/notifications",
    serve(({ query }) => ({
      notifications: state.deliveries.filter(
        ({ out_trade_no }) => query.out_trade_no === undefined || out_trade_no === query.out_trade_no,
      ),
    })),
  );
  app.post(
    "/__control/notifications/:id/resend",
    serve(async ({ parameters, body }) => {
      const found = delivery(parameters.id);
      const request = resendSchema.parse(body);
      const fault = request.fault === undefined ? undefined : faultFor(request.fault, request.total);
      const once = () => room.notifier.resend(found, fault);
      if (request.parallel) {
        return { attempts: await Promise.all(Array.from({ length: request.times }, once)) };
      }
      const attempts = [];
      for (let count = 0; count < request.times; count += 1) attempts.push(await once());
      return { attempts };
    }),
  );
}

function faultFor(kind: string, total: number | undefined): Fault {
  const request = faultSchema.parse({ on: "notification", kind, ...(total === undefined ? {} : { total }) });
  return { id: "by_hand", ...request };
}
