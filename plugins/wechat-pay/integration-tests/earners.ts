import type { TestShop } from "../../../scripts/local/test-shop.mjs";
import { call, merchantToken, must, type PlacedOrder, Shopper, until } from "./shopper";

const PAYOUTS = "/store/distribution/me/payouts";
/** Pieces that everybody's friend buys: enough commission for all that a test takes out. */
const PIECES = 99;
const COMING_IN_AT_ONCE = 3;

/** A payout that was asked for: its id in the ledger and its number at WeChat; the amount in fen. */
export interface AskedPayout {
  readonly id: string;
  readonly number: string;
  readonly fen: number;
}

/** Somebody with commission to take out. */
export interface Earner {
  readonly openid: string;
  readonly page: Shopper;
  /** What a friend bought through them. */
  readonly sold: PlacedOrder;
}

/** People who distribute the shop's goods; a friend of each has bought, received, and the commission has matured. */
export async function openEarners(shop: TestShop, count: number): Promise<Earner[]> {
  const earners: Earner[] = [];
  const merchant = await merchantToken(shop);
  const places = Array.from({ length: count }, (_, place) => place);
  const worker = async (): Promise<void> => {
    for (let place = places.shift(); place !== undefined; place = places.shift()) {
      earners.push(await earn(shop, merchant, place));
    }
  };
  await Promise.all(Array.from({ length: COMING_IN_AT_ONCE }, worker));
  await mature(shop, earners);
  return earners;
}

async function earn(shop: TestShop, merchant: string, place: number): Promise<Earner> {
  const real_name = "林小满";
  const openid = await newPerson(shop, { nickname: `分销商${place}`, real_name });
  const page = await Shopper.comeIn(shop, openid);
  const { program } = await page.get<{ program: { agreement: { version: string } } }>(
    "/store/distribution/program",
  );
  await page.must("/store/distribution/me", { agreement_version: program.agreement.version });
  const { share_token } = await page.must<{ share_token: { token: string } }>(
    "/store/distribution/share-tokens",
    { target: { type: "shop" } },
  );
  const id_number = idNumber(place);
  const identity = { real_name, id_number, consent: true, notice_version: "2026-03" };
  await page.must("/store/distribution/me/identity", identity);
  const payer = await newPerson(shop, { nickname: `买家${place}` });
  const friend = await Shopper.comeIn(shop, payer);
  await friend.must("/store/distribution/bindings", { share_token: share_token.token });
  return { openid, page, sold: await sell(shop, merchant, { friend, payer }) };
}

async function newPerson(shop: TestShop, who: { nickname: string; real_name?: string }): Promise<string> {
  const { person } = await must<{ person: { openid: string } }>(`${shop.wechatOrigin}/__control/people`, {
    method: "POST",
    body: who,
  });
  return person.openid;
}

/** A resident's number that its own last digit proves. */
function idNumber(place: number): string {
  const first = `11010119900307${String(100 + place)}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first[at]), 0);
  return `${first}${"10X98765432"[sum % 11]}`;
}

async function sell(
  shop: TestShop,
  merchant: string,
  { friend, payer }: { friend: Shopper; payer: string },
): Promise<PlacedOrder> {
  const sold = await friend.placeOrder(PIECES);
  await friend.must(`/store/mall/orders/${sold.order.id}/payment`, { channel: "jsapi" });
  const paying = { method: "POST", body: { openid: payer } };
  await must(`${shop.wechatOrigin}/__control/orders/${sold.number}/pay`, paying);
  const seen = async (state: string): Promise<boolean> => {
    const path = `/store/mall/orders/${sold.order.id}`;
    return (await friend.get<{ order: { state: string } }>(path)).order.state === state;
  };
  await until("the payment", async () => await seen("to_ship"));
  await ship(shop, merchant, sold.order.id);
  await until("the shipment", async () => await seen("shipped"));
  await friend.must(`/store/mall/orders/${sold.order.id}/receipt`);
  return sold;
}

async function ship(shop: TestShop, merchant: string, orderId: string): Promise<void> {
  const headers = { authorization: `Bearer ${merchant}` };
  const path = `${shop.origin}/admin/orders/${orderId}`;
  type Shown = { order: { items: { id: string; quantity: number }[]; fulfillments?: { id: string }[] } };
  const { order } = await must<Shown>(`${path}?fields=*items`, { headers });
  const items = order.items.map(({ id, quantity }) => ({ id, quantity }));
  await must(`${path}/fulfillments`, { method: "POST", headers, body: { items } });
  const [made] = (await must<Shown>(`${path}?fields=*fulfillments`, { headers })).order.fulfillments ?? [];
  const labels = [{ tracking_number: "SF1234567890", tracking_url: "#", label_url: "#" }];
  const body = { items, labels };
  await must(`${path}/fulfillments/${made?.id}/shipments`, { method: "POST", headers, body });
}

async function mature(shop: TestShop, earners: readonly Earner[]): Promise<void> {
  await until("every commission's day", async () => {
    const { rowCount } = await shop.pool.query(
      "select from distribution.accrual where matures_at is not null",
    );
    return (rowCount ?? 0) >= earners.length;
  });
  await shop.pool.query("update distribution.accrual set matures_at = now() where matures_at is not null");
  await shop.runJob("distribution-mature-accruals");
  for (const earner of earners) {
    await until("the commission", async () => (await balancesOf(earner)).available > 0);
  }
}

/** What an earner may take out and what is set aside, in fen. */
export async function balancesOf({ page }: Earner): Promise<{ available: number; hold: number }> {
  const { balances } = await page.get<{ balances: { available_fen: string; hold_fen: string } }>(
    "/store/distribution/me",
  );
  return { available: Number(balances.available_fen), hold: Number(balances.hold_fen) };
}

/** Asks for a payout. @throws when the shop refuses it */
export async function askForPayout({ page }: Earner, fen: number, key: string): Promise<AskedPayout> {
  const { payout } = await page.must<{ payout: { id: string; outward_number: string } }>(PAYOUTS, {
    amount_fen: String(fen),
    idempotency_key: key,
  });
  return { id: payout.id, number: payout.outward_number, fen };
}

/** The receiver takes a payout back. */
export async function takePayoutBack({ page }: Earner, { id }: AskedPayout): Promise<void> {
  await page.post(`${PAYOUTS}/${id}/cancel`);
}

/** The merchant agrees to a payout. */
export async function approvePayout(shop: TestShop, merchant: string, { id }: AskedPayout): Promise<number> {
  const path = `${shop.origin}/admin/distribution/payouts/${id}/approve`;
  const headers = { authorization: `Bearer ${merchant}` };
  return (await call(path, { method: "POST", headers, body: {} })).status;
}

/** The receiver confirms in WeChat, or the day for it is over; refused while it is too early or too late. */
export async function inWechat(
  shop: TestShop,
  { number }: Pick<AskedPayout, "number">,
  what: "confirm" | "expire",
): Promise<void> {
  await call(`${shop.wechatOrigin}/__control/transfers/${number}/${what}`, { method: "POST", body: {} });
}
