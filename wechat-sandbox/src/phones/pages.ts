import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { drawAccountAvatar, drawAvatar } from "../people/avatar.js";
import { WECHAT_PAY_MARK } from "../people/marks.js";
import type { StateStore } from "../state/state-store.js";

const WEB_FOLDER = fileURLToPath(new URL("./web/", import.meta.url));
const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

/** The script a web view puts into every page. */
export function readBridgeScript(): string {
  return readFileSync(`${WEB_FOLDER}bridge.js`, "utf8");
}

/** Registers the phones' pages, their files and everybody's pictures. */
export function registerPhonePages(app: FastifyInstance, store: StateStore): void {
  const files = new Map(
    readdirSync(WEB_FOLDER).map((name) => [name, readFileSync(`${WEB_FOLDER}${name}`, "utf8")]),
  );
  const page = (name: string) => files.get(name) ?? "";
  app.get("/", (_request, reply) => reply.type(TYPES.html ?? "").send(page("index.html")));
  app.get("/inbox", (_request, reply) => reply.type(TYPES.html ?? "").send(page("inbox.html")));
  app.get("/phone/:phone", (request, reply) => {
    const { phone } = request.params as { phone: string };
    if (phone !== "1" && phone !== "2") return reply.callNotFound();
    return reply.type(TYPES.html ?? "").send(page("phone.html"));
  });
  app.get("/phones/:file", (request, reply) => {
    const { file } = request.params as { file: string };
    const content = files.get(file);
    if (content === undefined) return reply.callNotFound();
    const type = TYPES[file.split(".").at(-1) ?? ""] ?? "text/plain";
    return reply.header("Cache-Control", "no-cache").type(type).send(content);
  });
  app.get("/avatars/:file", (request, reply) => {
    const name = (request.params as { file: string }).file.replace(/\.svg$/, "");
    const picture = pictureOf(store, name);
    if (picture === undefined) return reply.callNotFound();
    return reply
      .header("Access-Control-Allow-Origin", "*")
      .header("Cache-Control", "max-age=3600")
      .type("image/svg+xml")
      .send(picture);
  });
}

function pictureOf(store: StateStore, name: string): string | undefined {
  if (name === "account") return drawAccountAvatar();
  if (name === "wechat-pay") return WECHAT_PAY_MARK;
  const person = store.state.people.find(({ openid }) => openid === name);
  return person === undefined ? undefined : drawAvatar(person.look);
}
