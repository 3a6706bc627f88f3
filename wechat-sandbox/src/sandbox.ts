import { mkdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import Fastify, { type FastifyInstance } from "fastify";
import { registerControlRoutes } from "./control/routes.js";
import { FaultPlan } from "./faults/fault-plan.js";
import { AccountTokens } from "./official-account/account-tokens.js";
import { registerAccountRoutes } from "./official-account/routes.js";
import { WebAuthorization } from "./official-account/web-authorization.js";
import type { SandboxOptions } from "./options.js";
import { AnswerSigner } from "./pay/answer-signer.js";
import { Cashier } from "./pay/cashier.js";
import { Notifier } from "./pay/notifier.js";
import { OrderBook } from "./pay/order-book.js";
import { RefundBook } from "./pay/refund-book.js";
import { registerPayRoutes } from "./pay/routes.js";
import { Chats } from "./people/chats.js";
import { firstPeople } from "./people/people.js";
import { readBridgeScript, registerPhonePages } from "./phones/pages.js";
import { registerPhoneRoutes } from "./phones/routes.js";
import { openWebViewProxy, type WebViewProxy } from "./phones/web-view-proxy.js";
import { type Credentials, openKeys } from "./state/credentials.js";
import { StateStore } from "./state/state-store.js";

const LOOPBACK_NAMES = new Set(["127.0.0.1", "localhost", "::1", "[::1]"]);

/** A running local WeChat. */
export interface Sandbox {
  /** Pay, Official Account, phones and control API, all on one origin. */
  origin: string;
  web_view_origins: readonly [string, string];
  credentials: Credentials;
  close: () => Promise<void>;
}

/**
 * Starts the local WeChat: keys and state from `data_dir`, the main server, and one origin per phone's web view.
 * @throws on damaged state, or a taken port (the error names it).
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  mkdirSync(options.data_dir, { recursive: true, mode: 0o700 });
  const keys = openKeys(options.data_dir);
  const { credentials } = keys;
  const store = new StateStore(options.data_dir, () => firstPeople(credentials.app_id));
  await store.saved();
  const faults = new FaultPlan(store.state);
  const chats = new Chats(store.state);
  const signer = new AnswerSigner(keys.platform_private_key, credentials.public_key_id);
  const notifier = new Notifier(store, signer, credentials.api_v3_key, faults);
  const orders = new OrderBook(store.state, credentials);
  const refunds = new RefundBook(store.state, orders);
  const cashier = new Cashier(store, keys, orders, refunds, notifier, faults, chats, options.merchant_name);
  const authorization = new WebAuthorization(store.state, credentials);
  const tokens = new AccountTokens(store.state, credentials);
  const { account_name, merchant_name, shop_origin } = options;

  const views: WebViewProxy[] = [];
  let origin = "";
  const web_view_origins = (): [string, string] => [views[0]?.origin ?? "", views[1]?.origin ?? ""];
  const domains = new Set([...LOOPBACK_NAMES, new URL(shop_origin).hostname, ...options.authorized_domains]);
  const isAuthorizedHost = (hostname: string) => domains.has(hostname.toLowerCase());
  const holderAt = (where: string) => {
    const phone = web_view_origins().findIndex((view) => new URL(view).port === new URL(where).port);
    const openid = phone === -1 ? undefined : store.state.holders[phone === 0 ? 0 : 1];
    return store.state.people.find((person) => person.openid === openid);
  };

  const app = openServer();
  registerPayRoutes(app, { store, keys, signer, orders, refunds, cashier, faults });
  registerAccountRoutes(app, {
    store,
    credentials,
    authorization,
    tokens,
    account_name,
    isAuthorizedHost,
    holderAt,
    origin: () => origin,
  });
  registerPhonePages(app, store);
  registerPhoneRoutes(app, {
    store,
    credentials,
    cashier,
    chats,
    account_name,
    merchant_name,
    shop_origin,
    web_view_origins,
    isAuthorizedHost,
  });
  registerControlRoutes(app, {
    store,
    credentials,
    orders,
    refunds,
    cashier,
    notifier,
    faults,
    chats,
    authorization,
    tokens,
  });

  const bridge_script = readBridgeScript();
  const close = async () => {
    cashier.stop();
    await Promise.all(views.map((view) => view.close()));
    await app.close();
    await notifier.stop();
    await store.saved();
  };
  try {
    for (const port of options.web_view_ports) {
      const phone_origin = () => origin;
      views.push(
        await openWebViewProxy({ shop_origin, host: options.host, port, phone_origin, bridge_script }),
      );
    }
    await app.listen({ port: options.port, host: options.host });
  } catch (error) {
    await close();
    throw error;
  }
  const { port } = app.server.address() as AddressInfo;
  origin = `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${port}`;
  notifier.resume();
  cashier.resume();
  return { origin, web_view_origins: web_view_origins(), credentials, close };
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
