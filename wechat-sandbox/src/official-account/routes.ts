import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Person } from "../people/people.js";
import { AccountRefusal } from "./account-refusal.js";
import type { AccountRoom, AccountWork, Query } from "./account-room.js";
import { choicePage, consentPage, errorPage } from "./authorize-page.js";
import { type AuthorizeRequest, readAuthorizeRequest, wayBack } from "./authorize-request.js";
import { registerServerRoutes } from "./server-routes.js";

/** Registers `/connect/oauth2/authorize`, `/sns/…` and `/cgi-bin/…`. */
export function registerAccountRoutes(app: FastifyInstance, room: AccountRoom): void {
  const { store } = room;
  const serve = (work: AccountWork) => async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      const body = request.body !== null && typeof request.body === "object" ? request.body : {};
      const result = work(request.query as Query, body as Record<string, unknown>, Date.now());
      await store.saved();
      return reply.send(result);
    } catch (error) {
      if (!(error instanceof AccountRefusal)) throw error;
      return reply.send({ errcode: error.errcode, errmsg: `${error.message} rid: ${request.id}` });
    }
  };
  app.get("/connect/oauth2/authorize", async (request, reply) => {
    await authorize(room, request.url, reply);
    return reply;
  });
  app.register(async (scope) => {
    room.recorder.watch(scope);
    registerCalls(scope, room, serve);
  });
}

type ServeAccount = (
  work: AccountWork,
) => (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** What the shop's server calls. */
function registerCalls(app: FastifyInstance, room: AccountRoom, serve: ServeAccount): void {
  const { authorization, tokens } = room;
  app.get(
    "/sns/oauth2/access_token",
    serve((query, _body, now) => authorization.exchange(query, now)),
  );
  app.get(
    "/sns/userinfo",
    serve((query, _body, now) => authorization.userInfo(query, room.origin(), now)),
  );
  app.post(
    "/cgi-bin/stable_token",
    serve((_query, body, now) => tokens.stableToken(body, now)),
  );
  app.get(
    "/cgi-bin/ticket/getticket",
    serve((query, _body, now) => tokens.ticket(query, now)),
  );
  registerServerRoutes(app, room, serve);
}

/**
 * The authorize page. In a phone the holder is asked (or, for snsapi_base, sent straight back); elsewhere one picks a
 * person. The page's own links repeat the whole request with `person` and `decision`, so nothing is kept between.
 */
async function authorize(room: AccountRoom, url: string, reply: FastifyReply): Promise<void> {
  const search = new URL(url, "http://localhost").searchParams;
  const request = readAuthorizeRequest(search, room.credentials.app_id, room.isAuthorizedHost);
  if (typeof request === "string") return sendPage(reply, 400, errorPage(request));
  const chosen = room.store.state.people.find((person) => person.openid === search.get("person"));
  const person = room.holderAt(request.redirect_uri.origin) ?? chosen;
  if (person === undefined) {
    const people = room.store.state.people.map((candidate) => ({
      person: candidate,
      href: linkWith(search, { person: candidate.openid }),
    }));
    return sendPage(reply, 200, choicePage(room.account_name, people));
  }
  const decision = search.get("decision");
  if (decision === "deny") return sendBack(reply, wayBack(request, undefined));
  if (request.scope === "snsapi_userinfo" && decision !== "allow") {
    const allow = linkWith(search, { person: person.openid, decision: "allow" });
    const deny = linkWith(search, { person: person.openid, decision: "deny" });
    return sendPage(reply, 200, consentPage(room.account_name, person, allow, deny));
  }
  await allowed(room, request, person, reply);
}

async function allowed(
  room: AccountRoom,
  request: AuthorizeRequest,
  person: Person,
  reply: FastifyReply,
): Promise<void> {
  const code = room.authorization.issueCode(person, request.scope, Date.now());
  await room.store.saved();
  sendBack(reply, wayBack(request, code));
}

function linkWith(search: URLSearchParams, additions: Record<string, string>): string {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(additions)) next.set(name, value);
  return `/connect/oauth2/authorize?${next}`;
}

function sendPage(reply: FastifyReply, status: number, html: string): void {
  reply.code(status).header("Cache-Control", "no-store").type("text/html; charset=utf-8").send(html);
}

function sendBack(reply: FastifyReply, url: string): void {
  reply.header("Cache-Control", "no-store").redirect(url, 302);
}
