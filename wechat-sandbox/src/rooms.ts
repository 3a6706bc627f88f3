import { BillDesk } from "./bills/bill-desk.js";
import { courierAccountOf } from "./courier/courier-account.js";
import { ParcelBook } from "./courier/parcel-book.js";
import { FaultPlan } from "./faults/fault-plan.js";
import { FundLedger } from "./funds/fund-ledger.js";
import { Mailbox } from "./mail/mail-server.js";
import { AccountTokens } from "./official-account/account-tokens.js";
import { Pusher } from "./official-account/pusher.js";
import { Visitors } from "./official-account/visitors.js";
import { WebAuthorization } from "./official-account/web-authorization.js";
import type { SandboxOptions } from "./options.js";
import { AnswerSigner } from "./pay/answer-signer.js";
import { CallRate } from "./pay/call-rate.js";
import { Cashier } from "./pay/cashier.js";
import { Notifier } from "./pay/notifier.js";
import { OrderBook } from "./pay/order-book.js";
import { PlatformKeyRing } from "./pay/platform-key-ring.js";
import { RefundBook } from "./pay/refund-book.js";
import { Chats } from "./people/chats.js";
import { firstPeople, type Person } from "./people/people.js";
import { PictureAlbum } from "./phones/picture-album.js";
import { Visits } from "./phones/visits.js";
import { WebViewSeats } from "./phones/web-view-seats.js";
import { ReceiverList } from "./profit-sharing/receiver-list.js";
import { ShareBook } from "./profit-sharing/share-book.js";
import { ShareDesk } from "./profit-sharing/share-desk.js";
import { SmsInbox } from "./sms/inbox.js";
import { smsAccountOf } from "./sms/sms-account.js";
import { openKeys } from "./state/credentials.js";
import { PlatformCertificates } from "./state/platform-certificates.js";
import { PublicKeys } from "./state/public-keys.js";
import { StateStore } from "./state/state-store.js";
import { TransferBook } from "./transfers/transfer-book.js";
import { TransferDesk } from "./transfers/transfer-desk.js";
import { CallRecorder } from "./wire/call-recorder.js";
import { WireLog } from "./wire/wire-log.js";

/** Names under which only this machine is reached. */
export const LOOPBACK_NAMES: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "::1", "[::1]"]);

/** Addresses that are known only once the servers listen. */
export interface Addresses {
  origin: string;
  web_view_origins: string[];
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
  const { state } = store;
  const faults = new FaultPlan(state);
  const chats = new Chats(state);
  const seats = new WebViewSeats(state, chats, options.web_view_ports.length);
  const certificates = new PlatformCertificates(options.data_dir);
  const public_keys = new PublicKeys(options.data_dir, keys);
  const settings = () => state.settings;
  const key_ring = new PlatformKeyRing(credentials.api_v3_key, public_keys, certificates, settings);
  const signer = new AnswerSigner((named) => key_ring.signer(named));
  const wire = new WireLog();
  const notifier = new Notifier(store, signer, credentials.api_v3_key, faults, wire);
  const ledger = new FundLedger(state);
  const orders = new OrderBook(state, credentials);
  const refunds = new RefundBook(state, orders, ledger);
  const shared = { store, keys, key_ring, notifier, faults, chats, merchant_name };
  const cashier = new Cashier({ ...shared, orders, refunds, ledger });
  const transfers = new TransferBook(state, orders, ledger, credentials.mch_id);
  const receivers = new ReceiverList(state, orders);
  const shares = new ShareBook(state, orders, receivers, ledger);
  const pusher = new Pusher(state, credentials, chats, shop_origin, wire);
  const domains = new Set([...LOOPBACK_NAMES, new URL(shop_origin).hostname, ...options.authorized_domains]);
  return {
    ...shared,
    credentials,
    wire,
    recorder: new CallRecorder(wire),
    signer,
    certificates,
    public_keys,
    ledger,
    orders,
    refunds,
    cashier,
    transfers,
    transfer_desk: new TransferDesk({ ...shared, transfers }),
    receivers,
    shares,
    share_desk: new ShareDesk({ ...shared, receivers, shares }),
    bills: new BillDesk(state, () => addresses.origin),
    rate: new CallRate(),
    authorization: new WebAuthorization(state, credentials),
    tokens: new AccountTokens(state, credentials),
    sms_inbox: new SmsInbox(state, () => chats.emit("change")),
    mailbox: new Mailbox(state, () => chats.emit("change")),
    sms_account: smsAccountOf(credentials.app_secret, merchant_name),
    courier_account: courierAccountOf(credentials.app_secret),
    parcel_book: new ParcelBook(options.data_dir),
    pusher,
    visitors: new Visitors(state, pusher, chats),
    account_name,
    shop_origin,
    isAuthorizedHost: (hostname: string) => domains.has(hostname.toLowerCase()),
    seats,
    visits: new Visits(() => chats.emit("change")),
    album: new PictureAlbum(state, chats, options.data_dir),
    holderAt: (origin: string) => holderAt(seats, addresses, origin),
    origin: () => addresses.origin,
    web_view_origins: () => addresses.web_view_origins,
  };
}

/** Compares ports, not whole origins: `localhost` and `127.0.0.1` are the same phone. */
function holderAt(seats: WebViewSeats, addresses: Addresses, origin: string): Person | undefined {
  const { port } = new URL(origin);
  return seats.holderOf(addresses.web_view_origins.findIndex((view) => new URL(view).port === port));
}
