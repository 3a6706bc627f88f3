import { FaultPlan } from "./faults/fault-plan.js";
import { AccountTokens } from "./official-account/account-tokens.js";
import { WebAuthorization } from "./official-account/web-authorization.js";
import type { SandboxOptions } from "./options.js";
import { AnswerSigner } from "./pay/answer-signer.js";
import { Cashier } from "./pay/cashier.js";
import { Notifier } from "./pay/notifier.js";
import { OrderBook } from "./pay/order-book.js";
import { RefundBook } from "./pay/refund-book.js";
import { Chats } from "./people/chats.js";
import { firstPeople, type Person } from "./people/people.js";
import { openKeys } from "./state/credentials.js";
import { StateStore } from "./state/state-store.js";

/** Names under which only this machine is reached. */
export const LOOPBACK_NAMES: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "::1", "[::1]"]);

/** Addresses that are known only once the servers listen. */
export interface Addresses {
  origin: string;
  web_view_origins: [string, string];
}

/**
 * Everything behind the routes, built from the data folder and wired together.
 * @throws on damaged keys or state. Starts no clockwork and opens no port.
 */
export function buildRooms(options: SandboxOptions, addresses: Addresses) {
  const keys = openKeys(options.data_dir);
  const { credentials } = keys;
  const { account_name, merchant_name, shop_origin } = options;
  const store = new StateStore(options.data_dir, () => firstPeople(credentials.app_id));
  const faults = new FaultPlan(store.state);
  const chats = new Chats(store.state);
  const signer = new AnswerSigner(keys.platform_private_key, credentials.public_key_id);
  const notifier = new Notifier(store, signer, credentials.api_v3_key, faults);
  const orders = new OrderBook(store.state, credentials);
  const refunds = new RefundBook(store.state, orders);
  const cashier = new Cashier(store, keys, orders, refunds, notifier, faults, chats, merchant_name);
  const domains = new Set([...LOOPBACK_NAMES, new URL(shop_origin).hostname, ...options.authorized_domains]);
  return {
    keys,
    credentials,
    store,
    faults,
    chats,
    signer,
    notifier,
    orders,
    refunds,
    cashier,
    authorization: new WebAuthorization(store.state, credentials),
    tokens: new AccountTokens(store.state, credentials),
    account_name,
    merchant_name,
    shop_origin,
    isAuthorizedHost: (hostname: string) => domains.has(hostname.toLowerCase()),
    holderAt: (origin: string) => holderAt(store, addresses, origin),
    origin: () => addresses.origin,
    web_view_origins: () => addresses.web_view_origins,
  };
}

/** Compares ports, not whole origins: `localhost` and `127.0.0.1` are the same phone. */
function holderAt(store: StateStore, addresses: Addresses, origin: string): Person | undefined {
  const { port } = new URL(origin);
  const phone = addresses.web_view_origins.findIndex((view) => new URL(view).port === port);
  if (phone === -1) return undefined;
  const openid = store.state.holders[phone === 0 ? 0 : 1];
  return store.state.people.find((person) => person.openid === openid);
}
