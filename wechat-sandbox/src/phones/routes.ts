import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type JsSdkVerdict, judgeJsSdkClaim } from "../official-account/js-sdk-check.js";
import type { Pusher } from "../official-account/pusher.js";
import { scannedCode } from "../official-account/scene-codes.js";
import type { Visitors } from "../official-account/visitors.js";
import type { Chats } from "../people/chats.js";
import { type Person, personNamed } from "../people/people.js";
import { movementsOf, walletOf } from "../people/wallet.js";
import type { Credentials } from "../state/credentials.js";
import type { StateStore } from "../state/state-store.js";
import type { WireLog } from "../wire/wire-log.js";
import {
  confirmTransfer,
  openPayment,
  openScan,
  openTransfer,
  type PhoneMoneyRoom,
  pay,
} from "./money-routes.js";
import type { PersonView, PhoneView } from "./phone-view.js";
import type { PictureAlbum } from "./picture-album.js";
import { registerPictures } from "./picture-routes.js";
import type { Visits } from "./visits.js";
import type { WebViewSeats } from "./web-view-seats.js";

/** What stands behind the phones. */
export interface PhoneRoom extends PhoneMoneyRoom {
  store: StateStore;
  credentials: Credentials;
  chats: Chats;
  pusher: Pusher;
  visitors: Visitors;
  seats: WebViewSeats;
  visits: Visits;
  album: PictureAlbum;
  wire: WireLog;
  account_name: string;
  shop_origin: string;
  web_view_origins: () => readonly string[];
  isAuthorizedHost: (hostname: string) => boolean;
}

type Work = (holder: Person, body: unknown) => unknown;

/** Registers `/phone-api/…`, what the phones' pages call. A phone is named by its holder. */
export function registerPhoneRoutes(app: FastifyInstance, room: PhoneRoom): void {
  const serve = (work: Work) => async (request: FastifyRequest, reply: FastifyReply) => {
    const holder = personNamed(room.store.state.people, (request.params as { person: string }).person);
    if (holder === undefined)
      return reply.code(404).send({ code: "PERSON_UNKNOWN", message: "nobody is called so" });
    try {
      const result = work(holder, request.body ?? {});
      await room.store.saved();
      return reply.send(result);
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      return reply.code(400).send({ code: "PARAM_ERROR", message: z.prettifyError(error) });
    }
  };
  app.get("/phone-api/events", (request, reply) => streamChanges(room, request, reply));
  app.get("/phone-api/people", async () => ({
    people: room.store.state.people.map(shown),
    shop_origin: room.shop_origin,
  }));
  app.get(
    "/phone-api/:person",
    serve((holder) => phoneView(room, holder)),
  );
  app.get(
    "/phone-api/:person/wallet",
    serve((holder) => ({ movements: movementsOf(room.store.state, holder.openid) })),
  );
  app.get(
    "/phone-api/:person/visits",
    serve((holder) => ({ visits: room.visits.of(holder.openid) })),
  );
  const post = (path: string, work: Work) => app.post(`/phone-api/:person/${path}`, serve(work));
  post("web-view", (holder) => ({ origin: room.web_view_origins()[room.seats.take(holder.openid)] }));
  post("messages", (holder, body) => say(room, holder, body));
  post("cards", (holder, body) => sendCard(room, holder, body));
  post("js-sdk-checks", (holder, body) => checkJsSdk(room, holder, body));
  post("scans", (holder, body) => scanAnything(room, holder.openid, body));
  post("taps", (holder, body) => tapMenu(room, holder.openid, body));
  post("follow", (holder) => {
    room.pusher.begin(room.visitors.follow(holder.openid));
    return { followed: true };
  });
  post("payment-requests", ({ openid }, body) => openPayment(room, openid, body));
  post("payments", (holder, body) => pay(room, holder, body));
  post("transfer-requests", ({ openid }, body) => openTransfer(room, openid, body));
  post("transfers", (holder, body) => confirmTransfer(room, holder, body));
  registerPictures(app, room);
}

const shown = ({ openid, nickname, wechat_id }: Person): PersonView => ({ openid, nickname, wechat_id });

function phoneView(room: PhoneRoom, holder: Person): PhoneView {
  const seat = room.seats.seatOf(holder.openid);
  const origins = room.web_view_origins();
  return {
    person: shown(holder),
    people: room.store.state.people.map(shown),
    account: {
      name: room.account_name,
      menu: room.store.state.account.menu?.buttons ?? [],
      is_followed: room.visitors.isFollowing(holder.openid),
    },
    merchant_name: room.merchant_name,
    shop_origin: room.shop_origin,
    web_view_origin: seat === undefined ? null : (origins[seat] ?? null),
    web_view_origins: [...origins],
    wallet: walletOf(room.store.state, holder.openid),
    is_logged_in: room.visits.isKnown(holder.openid),
    messages: room.chats.of(holder.openid),
    pictures: room.album.of(holder.openid).map(({ id, at }) => ({ id, at })),
  };
}

const messageSchema = z.union([
  z.object({ to: z.string(), text: z.string().trim().min(1).max(500) }),
  z.object({ to: z.string(), picture: z.uuid() }),
]);

function say(room: PhoneRoom, holder: Person, body: unknown): Record<string, unknown> {
  const said = messageSchema.parse(body);
  const { to } = said;
  const { openid } = holder;
  if ("picture" in said) {
    return { message: room.chats.send(openid, to, { kind: "picture", picture: said.picture }) };
  }
  const message = room.chats.send(openid, to, { kind: "text", text: said.text });
  if (to === "account") room.pusher.begin(room.visitors.say(openid, { text: said.text }));
  return { message };
}

/** A code of the account makes its reader a follower, an address opens, every other one is for paying. */
function scanAnything(room: PhoneRoom, openid: string, body: unknown): Record<string, unknown> {
  const { code_url } = z.object({ code_url: z.string().trim().max(2_000) }).parse(body);
  const code = scannedCode(room.store.state, code_url, Date.now());
  if (code !== undefined) {
    room.pusher.begin(room.visitors.scan(openid, code));
    return { account: true };
  }
  if (/^https?:\/\//.test(code_url) && URL.canParse(code_url)) return { open: code_url };
  return openScan(room, openid, code_url);
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
  to: z.string(),
  title: z.string().max(300),
  desc: z.string().max(600).default(""),
  link: z.url({ protocol: /^https?$/ }).max(2000),
  image_url: z.string().max(2000).default(""),
});

function sendCard(room: PhoneRoom, holder: Person, body: unknown): Record<string, unknown> {
  const { to, ...card } = cardSchema.parse(body);
  const friend = personNamed(room.store.state.people, to);
  const message = room.chats.send(holder.openid, friend?.openid ?? to, { kind: "card", ...card });
  return { message, to: friend?.nickname ?? to };
}

const claimSchema = z.object({
  app_id: z.string(),
  timestamp: z.string(),
  nonce_str: z.string(),
  signature: z.string(),
  url: z.string(),
});

function checkJsSdk(room: PhoneRoom, holder: Person, body: unknown): { verdict: JsSdkVerdict } {
  if (holder.snapshot) return { verdict: "permission denied" };
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
  const tellOfWire = () => reply.raw.write("event: wire\ndata: entry\n\n");
  const tellOfVisit = () => reply.raw.write("event: visit\ndata: visit\n\n");
  room.chats.on("change", tell);
  room.wire.on("entry", tellOfWire);
  room.visits.on("visit", tellOfVisit);
  request.raw.once("close", () => {
    room.chats.off("change", tell);
    room.wire.off("entry", tellOfWire);
    room.visits.off("visit", tellOfVisit);
  });
}
