import { mkdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import { registerBillRoutes } from "./bills/routes.js";
import { registerControlRoutes } from "./control/routes.js";
import { serveControl } from "./control/serve.js";
import { registerCourierControl, registerCourierRoutes } from "./courier/routes.js";
import { openMailServer } from "./mail/mail-server.js";
import { registerAccountRoutes } from "./official-account/routes.js";
import type { SandboxOptions } from "./options.js";
import { registerH5Routes } from "./pay/h5-routes.js";
import { openPayApi } from "./pay/pay-endpoint.js";
import { registerPayRoutes } from "./pay/routes.js";
import type { Person } from "./people/people.js";
import { readBridgeScript, registerPhonePages } from "./phones/pages.js";
import { registerPhoneRoutes } from "./phones/routes.js";
import { openWebViewProxy, type WebViewProxy } from "./phones/web-view-proxy.js";
import { registerShareRoutes } from "./profit-sharing/routes.js";
import { type Addresses, buildRooms, LOOPBACK_NAMES } from "./rooms.js";
import { registerSmsRoutes } from "./sms/routes.js";
import type { Credentials } from "./state/credentials.js";
import { writeJsonFile } from "./state/json-file.js";
import { registerTransferRoutes } from "./transfers/routes.js";

/** A running local WeChat. */
export interface Sandbox {
  /** Pay, Official Account, phones and control API, all on one origin. */
  origin: string;
  /** One for each phone that has a page open; the first belong to the first people from the start. */
  web_view_origins: readonly string[];
  credentials: Credentials;
  close: () => Promise<void>;
}

/**
 * Starts the local WeChat: keys and state from `data_dir`, the main server, and one origin per phone's web view.
 * @throws on damaged state or a taken port (the error names it).
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  mkdirSync(options.data_dir, { recursive: true, mode: 0o700 });
  const addresses: Addresses = { origin: "", web_view_origins: [] };
  const rooms = buildRooms(options, addresses);
  await rooms.store.saved();
  const app = openServer();
  openPayApi(app, rooms, (scope, serve) => {
    registerPayRoutes(scope, serve, rooms);
    registerTransferRoutes(scope, serve, rooms);
    registerShareRoutes(scope, serve, rooms);
    registerBillRoutes(scope, serve, rooms.bills);
  });
  registerH5Routes(app, rooms);
  registerAccountRoutes(app, rooms);
  registerSmsRoutes(app, rooms);
  registerCourierRoutes(app, rooms);
  registerCourierControl(app, rooms, serveControl(rooms.store));
  registerPhonePages(app, rooms.store);
  registerPhoneRoutes(app, rooms);
  registerControlRoutes(app, rooms);
  const desks = [rooms.cashier, rooms.transfer_desk, rooms.share_desk];
  const views: WebViewProxy[] = [];
  const mail_server = await openMailServer(rooms.mailbox, options.host);
  const close = async () => {
    for (const desk of desks) desk.stop();
    await Promise.all(views.map((view) => view.close()));
    await mail_server.close();
    await app.close();
    await rooms.notifier.stop();
    await rooms.pusher.stop();
    await rooms.store.saved();
  };
  try {
    for (const [index, port] of options.web_view_ports.entries()) {
      views.push(await openView(options, addresses, port, rooms, index));
    }
    await app.listen({ port: options.port, host: options.host });
  } catch (error) {
    await close();
    throw error;
  }
  addresses.origin = originOf(app, options.host);
  addresses.web_view_origins = views.map(({ origin }) => origin);
  writeJsonFile(
    join(options.data_dir, "people.json"),
    introductions(rooms.store.state.people, addresses.origin),
    0o600,
  );
  writeJsonFile(join(options.data_dir, "sms.json"), rooms.sms_account, 0o600);
  writeJsonFile(join(options.data_dir, "courier.json"), rooms.courier_account, 0o600);
  writeJsonFile(join(options.data_dir, "mail.json"), { smtp_url: mail_server.smtp_url }, 0o600);
  rooms.notifier.resume();
  for (const desk of desks) desk.resume();
  return { ...addresses, credentials: rooms.credentials, close };
}

/** What a log-in would tell the shop of everybody, so that a demonstration shop can be filled with them. */
function introductions(people: Person[], origin: string) {
  return people.map(({ openid, unionid, nickname }) => ({
    openid,
    unionid,
    nickname,
    avatar_url: `${origin}/avatars/${openid}.svg`,
  }));
}

function openView(
  options: SandboxOptions,
  addresses: Addresses,
  port: number,
  { seats, visits }: Pick<ReturnType<typeof buildRooms>, "seats" | "visits">,
  index: number,
): Promise<WebViewProxy> {
  return openWebViewProxy({
    shop_origin: options.shop_origin,
    host: options.host,
    port,
    phone_origin: () => addresses.origin,
    holder: () => seats.holderOf(index)?.openid ?? "",
    answered: (request, status) => {
      const holder = seats.holderOf(index);
      if (holder !== undefined) visits.note(holder.openid, request, status);
    },
    bridge_script: readBridgeScript(),
  });
}

function originOf(app: FastifyInstance, host: string): string {
  const { port } = app.server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function openServer(): FastifyInstance {
  const app = Fastify({
    forceCloseConnections: true,
    bodyLimit: 1_048_576,
    routerOptions: { maxParamLength: 200 },
  });
  // The control API has no password. A foreign page that points its own name at loopback is refused by its Host.
  app.addHook("onRequest", async (request, reply) => {
    const name = request.hostname.replace(/:\d+$/, "");
    if (!LOOPBACK_NAMES.has(name))
      await reply.code(403).send({ code: "FORBIDDEN", message: "loopback only" });
  });
  app.get("/health", async () => ({ status: "ok" }));
  return app;
}
