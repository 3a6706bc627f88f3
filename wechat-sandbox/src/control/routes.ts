import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type FaultPlan, faultSchema } from "../faults/fault-plan.js";
import type { AccountTokens } from "../official-account/account-tokens.js";
import type { WebAuthorization } from "../official-account/web-authorization.js";
import type { Cashier } from "../pay/cashier.js";
import type { Notifier } from "../pay/notifier.js";
import type { OrderBook } from "../pay/order-book.js";
import { PayRefusal } from "../pay/pay-refusal.js";
import type { RefundBook } from "../pay/refund-book.js";
import type { Chats } from "../people/chats.js";
import { lookFor, makePerson } from "../people/people.js";
import type { Credentials } from "../state/credentials.js";
import type { Delivery, Fault } from "../state/state.js";
import { DEFAULT_SETTINGS } from "../state/state.js";
import type { StateStore } from "../state/state-store.js";

/** Everything a test may look at or turn. */
export interface ControlRoom {
  store: StateStore;
  credentials: Credentials;
  orders: OrderBook;
  refunds: RefundBook;
  cashier: Cashier;
  notifier: Notifier;
  faults: FaultPlan;
  chats: Chats;
  authorization: WebAuthorization;
  tokens: AccountTokens;
}

/** A refusal of the control API: `{code, message}`. */
class ControlRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

type Work = (input: {
  parameters: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
}) => unknown | Promise<unknown>;
type Serve = (work: Work) => (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Registers `/__control/…`: JSON in, JSON out. */
export function registerControlRoutes(app: FastifyInstance, room: ControlRoom): void {
  const serve: Serve = (work) => async (request, reply) => {
    try {
      const result = await work({
        parameters: request.params as Record<string, string>,
        query: request.query as Record<string, string>,
        body: request.body ?? {},
      });
      await room.store.saved();
      return reply.send(result);
    } catch (error) {
      if (error instanceof z.ZodError) {
        return reply.code(400).send({ code: "PARAM_ERROR", message: z.prettifyError(error) });
      }
      if (error instanceof ControlRefusal || error instanceof PayRefusal) {
        return reply.code(error.status).send({ code: error.code, message: error.message });
      }
      throw error;
    }
  };
  registerPeople(app, room, serve);
  registerOrders(app, room, serve);
  registerNotifications(app, room, serve);
  registerFaultsAndSettings(app, room, serve);
}

const personSchema = z.object({
  nickname: z.string().min(1).max(30),
  wechat_id: z
    .string()
    .regex(/^[a-zA-Z][-_a-zA-Z0-9]{5,19}$/)
    .optional(),
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
    serve(() => ({ people: state.people, holders: state.holders })),
  );
  app.post(
    "/__control/people",
    serve(({ body }) => {
      const { nickname, wechat_id } = personSchema.parse(body);
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
      state.people.push(added);
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
  app.post(
    "/__control/phones/:phone",
    serve(({ parameters, body }) => {
      const phone = z.enum(["1", "2"]).parse(parameters.phone);
      room.chats.hand(
        phone === "1" ? 0 : 1,
        person(z.object({ openid: z.string() }).parse(body).openid).openid,
      );
      return { holders: state.holders };
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

const settingsSchema = z
  .object({
    retry_speed: z.number().min(1).max(1_000_000),
    notifications_held: z.boolean(),
    refund_settle_ms: z.number().int().min(0).max(86_400_000),
    minimum_expiry_ms: z.number().int().min(0).max(60_000),
    fee_bps: z.number().int().min(0).max(1_000),
    transfer_settle_ms: z.number().int().min(0).max(86_400_000),
    transfer_single_max: z.number().int().min(1).max(100_000_000),
    transfer_user_day_max: z.number().int().min(1).max(1_000_000_000),
    transfer_day_max: z.number().int().min(1).max(10_000_000_000),
    transfer_expires_as: z.enum(["FAIL", "CANCELLED"]),
    profit_sharing_settle_ms: z.number().int().min(0).max(86_400_000),
    profit_sharing_max_bps: z.number().int().min(0).max(10_000),
    refund_rate: z.number().int().min(1).max(100_000),
    refund_failure_rate: z.number().int().min(1).max(100_000),
    transfer_rate: z.number().int().min(1).max(100_000),
    signing: z.enum(["public_key", "certificate"]),
    bill_url_ms: z.number().int().min(1).max(86_400_000),
    today: z.iso.date().nullable(),
  })
  .partial();

function registerFaultsAndSettings(app: FastifyInstance, room: ControlRoom, serve: Serve): void {
  const { state } = room.store;
  app.get(
    "/__control/faults",
    serve(() => ({ faults: state.faults })),
  );
  app.post(
    "/__control/faults",
    serve(({ body }) => ({ fault: room.faults.add(faultSchema.parse(body)) })),
  );
  app.delete(
    "/__control/faults",
    serve(() => {
      room.faults.clear();
      return { faults: state.faults };
    }),
  );
  app.get(
    "/__control/settings",
    serve(() => ({ settings: state.settings })),
  );
  app.post(
    "/__control/settings",
    serve(({ body }) => {
      const change = settingsSchema.parse(body);
      Object.assign(state.settings, change);
      if (change.retry_speed !== undefined || change.notifications_held !== undefined) room.notifier.wake();
      return { settings: state.settings };
    }),
  );
  app.delete(
    "/__control/settings",
    serve(() => {
      state.settings = { ...DEFAULT_SETTINGS };
      room.notifier.wake();
      return { settings: state.settings };
    }),
  );
}
