import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FastifyInstance, FastifyReply } from "fastify";
import { drawAccountAvatar, drawAvatar } from "../people/avatar.js";
import { WECHAT_PAY_MARK } from "../people/marks.js";
import { personNamed } from "../people/people.js";
import type { StateStore } from "../state/state-store.js";

/** Where `npm run build` puts the phones (`ui/`). */
const BUILT_FOLDER = fileURLToPath(new URL("../../dist/", import.meta.url));
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};
const NOT_BUILT =
  "<!doctype html><title>wechat-sandbox</title><p>The phones are not built yet: <code>npm run build -w wechat-sandbox</code></p>";

/** The script a web view puts into every page. Before the phones are built there is none, and no phone to talk to. */
export function readBridgeScript(): string {
  const path = join(BUILT_FOLDER, "bridge", "bridge.js");
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** Registers the phones' pages, their files and everybody's pictures. */
export function registerPhonePages(app: FastifyInstance, store: StateStore): void {
  const ui = join(BUILT_FOLDER, "ui");
  const index = existsSync(join(ui, "index.html")) ? readFileSync(join(ui, "index.html"), "utf8") : NOT_BUILT;
  const page = (reply: FastifyReply) =>
    reply
      .header("Cache-Control", "no-cache")
      .type(TYPES[".html"] ?? "")
      .send(index);
  // One page, which draws what its address names.
  for (const path of ["/", "/inbox", "/wire", "/__control"]) app.get(path, (_request, reply) => page(reply));
  app.get("/phones/:person", (request, reply) => {
    const person = personNamed(store.state.people, (request.params as { person: string }).person);
    return person === undefined ? reply.callNotFound() : page(reply);
  });
  registerAssets(app, join(ui, "assets"));
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

/** The built files; their names hold a hash of what is in them. */
function registerAssets(app: FastifyInstance, folder: string): void {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const files = new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
  app.get("/assets/:file", (request, reply) => {
    const { file } = request.params as { file: string };
    const content = files.get(file);
    if (content === undefined) return reply.callNotFound();
    return reply
      .header("Cache-Control", "max-age=31536000, immutable")
      .type(TYPES[extname(file)] ?? "application/octet-stream")
      .send(content);
  });
}

function pictureOf(store: StateStore, name: string): string | undefined {
  if (name === "account") return drawAccountAvatar();
  if (name === "wechat-pay") return WECHAT_PAY_MARK;
  const person = store.state.people.find(({ openid }) => openid === name);
  return person === undefined ? undefined : drawAvatar(person.look);
}
