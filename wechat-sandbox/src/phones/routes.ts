import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type JsSdkVerdict, judgeJsSdkClaim } from "../official-account/js-sdk-check.js";
import type { Pusher } from "../official-account/pusher.js";
import { scannedCode } from "../official-account/scene-codes.js";
import type { Visitors } from "../official-account/visitors.js";
import type { Chats } from "../people/chats.js";
import type { Person } from "../people/people.js";
import { walletOf } from "../people/wallet.js";
import type { Credentials } from "../state/credentials.js";
import type { StateStore } from "../state/state-store.js";
import {
  confirmTransfer,
  openPayment,
  openScan,
  openTransfer,
  type PhoneMoneyRoom,
  pay,
} from "./money-routes.js";

/** What stands behind the two phones. */
export interface PhoneRoom extends PhoneMoneyRoom {
  store: StateStore;
  credentials: Credentials;
  chats: Chats;
  pusher: Pusher;
  visitors: Visitors;
  account_name: string;
  shop_origin: string;
  /** Origins of the web views of phone 1 and phone 2. */
  web_view_origins: () => readonly [string, string];
  isAuthorizedHost: (hostname: string) => boolean;
}

interface Phone {
  index: 0 | 1;
  holder: Person;
  other: Person;
}

type Work = (phone: Phone, body: unknown) => unknown;

/** Registers `/phone-api/…`, what the phones' pages call. */
export function registerPhoneRoutes(app: FastifyInstance, room: PhoneRoom): void {
  const serve = (work: Work) => async (request: FastifyRequest, reply: FastifyReply) => {
    const phone = phoneOf(room, (request.params as { phone: string }).phone);
    if (phone === undefined)
      return reply.code(404).send({ code: "PHONE_UNKNOWN", message: "there are two phones" });
    try {
      const result = work(phone, request.body ?? {});
      await room.store.saved();
      return reply.send(result);
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      return reply.code(400).send({ code: "PARAM_ERROR", message: z.prettifyError(error) });
    }
  };
  app.get("/phone-api/events", (request, reply) => streamChanges(room, request, reply));
  app.get(
    "/phone-api/:phone",
    serve((phone) => phoneView(room, phone)),
  );
  app.post(
    "/phone-api/:phone/holder",
    serve((phone, body) => handOver(room, phone, body)),
  );
  app.post(
    "/phone-api/:phone/messages",
    serve((phone, body) => say(room, phone, body)),
  );
  app.post(
    "/phone-api/:phone/cards",
    serve((phone, body) => sendCard(room, phone, body)),
  );
  app.post(
    "/phone-api/:phone/js-sdk-checks",
    serve((phone, body) => checkJsSdk(room, phone, body)),
  );
  app.post(
    "/phone-api/:phone/payment-requests",
    serve(({ holder }, body) => openPayment(room, holder.openid, body)),
  );
  app.post(
    "/phone-api/:phone/payments",
    serve(({ holder }, body) => pay(room, holder.openid, body)),
  );
  app.post(
    "/phone-api/:phone/scans",
    serve(({ holder }, body) => scanAnything(room, holder.openid, body)),
  );
  app.post(
    "/phone-api/:phone/taps",
    serve(({ holder }, body) => tapMenu(room, holder.openid, body)),
  );
  app.post(
    "/phone-api/:phone/follow",
    serve(({ holder }) => {
      room.pusher.begin(room.visitors.follow(holder.openid));
      return { followed: true };
    }),
  );
  app.post(
    "/phone-api/:phone/transfer-requests",
    serve(({ holder }, body) => openTransfer(room, holder.openid, body)),
  );
  app.post(
    "/phone-api/:phone/transfers",
    serve(({ holder }, body) => confirmTransfer(room, holder.openid, body)),
  );
}

function phoneOf(room: PhoneRoom, number: string): Phone | undefined {
  if (number !== "1" && number !== "2") return undefined;
  const index = number === "1" ? 0 : 1;
  const { people, holders } = room.store.state;
  const find = (openid: string) => people.find((person) => person.openid === openid);
  const holder = find(holders[index]);
  const other = find(holders[index === 0 ? 1 : 0]);
  return holder === undefined || other === undefined ? undefined : { index, holder, other };
}

function phoneView(room: PhoneRoom, phone: Phone): Record<string, unknown> {
  const shown = ({ openid, nickname, wechat_id }: Person) => ({ openid, nickname, wechat_id });
  return {
    phone: phone.index + 1,
    person: shown(phone.holder),
    other: shown(phone.other),
    people: room.store.state.people.map(shown),
    account: {
      name: room.account_name,
      menu: room.store.state.account.menu?.buttons ?? [],
      is_followed: room.visitors.isFollowing(phone.holder.openid),
    },
    merchant_name: room.merchant_name,
    shop_origin: room.shop_origin,
    web_view_origin: room.web_view_origins()[phone.index],
    web_view_origins: room.web_view_origins(),
    wallet: walletOf(room.store.state, phone.holder.openid),
    messages: room.chats.of(phone.holder.openid),
  };
}

function handOver(room: PhoneRoom, phone: Phone, body: unknown): Record<string, unknown> {
  const { openid } = z.object({ openid: z.string() }).parse(body);
  const known = room.store.state.people.some((person) => person.openid === openid);
  if (known) room.chats.hand(phone.index, openid);
  return { holders: room.store.state.holders };
}

function say(room: PhoneRoom, phone: Phone, body: unknown): Record<string, unknown> {
  const { to, text } = z.object({ to: z.string(), text: z.string().trim().min(1).max(500) }).parse(body);
  const { openid } = phone.holder;
  const message = room.chats.send(openid, to, { kind: "text", text });
  if (to === "account") room.pusher.begin(room.visitors.say(openid, { text }));
  return { message };
}

/** A code of the account makes its reader a follower; every other one is for paying. */
function scanAnything(room: PhoneRoom, openid: string, body: unknown): Record<string, unknown> {
  const { code_url } = z.object({ code_url: z.string().trim().max(512) }).parse(body);
  const code = scannedCode(room.store.state, code_url, Date.now());
  if (code === undefined) return openScan(room, openid, body);
  room.pusher.begin(room.visitors.scan(openid, code));
  return { account: true };
}

function tapMenu(room: PhoneRoom, openid: string, body: unknown): Record<string, unknown> {
  const { path } = z.object({ path: z.array(z.number().int().min(0).max(4)).min(1).max(2) }).parse(body);
  const [first, second] = path;
  const top = room.store.state.account.menu?.buttons[first ?? 0];
  const button = second === undefined ? top : top?.sub_button?.[second];
  if (button?.type === undefined) return { tapped: false };
  const { type, key, url } = button;
  room.pusher.begin(room.visitors.tap(openid, { type, ...(key ? { key } : {}), ...(url ? { url } : {}) }));
  return { tapped: true, ...(type === "view" && url ? { open: url } : {}) };
}

const cardSchema = z.object({
  to: z.string().optional(),
  title: z.string().max(300),
  desc: z.string().max(600).default(""),
  link: z.url({ protocol: /^https?$/ }).max(2000),
  image_url: z.string().max(2000).default(""),
});

function sendCard(room: PhoneRoom, phone: Phone, body: unknown): Record<string, unknown> {
  const { to, ...card } = cardSchema.parse(body);
  const message = room.chats.send(phone.holder.openid, to ?? phone.other.openid, { kind: "card", ...card });
  return { message, to: phone.other.nickname };
}

const claimSchema = z.object({
  app_id: z.string(),
  timestamp: z.string(),
  nonce_str: z.string(),
  signature: z.string(),
  url: z.string(),
});

function checkJsSdk(room: PhoneRoom, phone: Phone, body: unknown): { verdict: JsSdkVerdict } {
  if (phone.holder.snapshot) return { verdict: "permission denied" };
  const { app_id } = room.credentials;
  const { tickets } = room.store.state;
  const claim = claimSchema.parse(body);
  return { verdict: judgeJsSdkClaim(claim, app_id, tickets, room.isAuthorizedHost, Date.now()) };
}

/** Tells the phones' pages that something has changed; they fetch what. */
function streamChanges(room: PhoneRoom, request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  reply.raw.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  reply.raw.write(": open\n\n");
  const tell = () => reply.raw.write("data: change\n\n");
  room.chats.on("change", tell);
  request.raw.once("close", () => room.chats.off("change", tell));
}
