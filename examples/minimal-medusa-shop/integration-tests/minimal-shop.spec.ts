import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MinimalShop, openMinimalShop } from "./minimal-shop";

let shop: MinimalShop;
let key: string;

beforeAll(async () => {
  shop = await openMinimalShop();
  const { rows } = await shop.pool.query<{ token: string }>(
    "select token from api_key where type = 'publishable'",
  );
  key = rows[0]?.token ?? "";
});
afterAll(() => shop?.close());

interface Answer<Body> {
  status: number;
  body: Body;
}

async function call<Body>(
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  const answer = await fetch(url, {
    method: body === undefined ? "GET" : "POST",
    headers: { "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: JSON.parse(text || "{}") as Body };
}

async function store<Body>(path: string, body?: unknown): Promise<Body> {
  const answer = await call<Body>(`${shop.origin}/store${path}`, body, { "x-publishable-api-key": key });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

const wechat = async <Body>(path: string, body?: unknown): Promise<Body> =>
  (await call<Body>(`${shop.wechatOrigin}/__control${path}`, body)).body;

const payer = async (): Promise<string> =>
  (await wechat<{ people: { openid: string }[] }>("/people")).people[0]?.openid ?? "";

/** A cart with the one thing there is, up to its payment session: Medusa's own routes, nothing of ours. */
async function cartAtCheckout(): Promise<{ cart: string; session: string }> {
  const { regions } = await store<{ regions: { id: string }[] }>("/regions");
  const { products } = await store<{ products: { variants: { id: string }[] }[] }>("/products");
  const { cart } = await store<{ cart: { id: string } }>("/carts", {
    region_id: regions[0]?.id,
    email: "reader@example.com",
    items: [{ variant_id: products[0]?.variants[0]?.id, quantity: 1 }],
  });
  const { payment_collection } = await store<{ payment_collection: { id: string } }>("/payment-collections", {
    cart_id: cart.id,
  });
  const answer = await store<{ payment_collection: { payment_sessions: { id: string }[] } }>(
    `/payment-collections/${payment_collection.id}/payment-sessions`,
    { provider_id: "pp_wechat-pay_wechat" },
  );
  return { cart: cart.id, session: answer.payment_collection.payment_sessions[0]?.id ?? "" };
}

const present = <Body>(session: string, body: unknown) =>
  store<Body>(`/wechat-pay/payment-sessions/${session}/present`, body);
const check = (session: string) =>
  store<{ state: string }>(`/wechat-pay/payment-sessions/${session}/check`, {});

interface Completed {
  type: string;
  order: { id: string; total: number };
}

describe("a plain Medusa shop with this plugin alone", () => {
  it("sells by a QR code: the money scanned in places the order", async () => {
    const { cart, session } = await cartAtCheckout();
    const { code_url } = await present<{ code_url: string }>(session, { channel: "native" });
    expect(await check(session)).toEqual({ state: "to_pay" });
    await wechat("/scans", { code_url, openid: await payer() });
    await expect.poll(async () => (await check(session)).state, { timeout: 20_000 }).toBe("paid");
    const { type, order } = await store<Completed>(`/carts/${cart}/complete`, {});
    expect({ type, total: order.total }).toEqual({ type: "order", total: 19.9 });
    const { rows } = await shop.pool.query(
      `select (select count(*)::int from order_cart where cart_id = $1) as orders,
              (select count(*)::int from capture) as captures`,
      [cart],
    );
    expect(rows).toEqual([{ orders: 1, captures: 1 }]);
  });

  it("sells inside WeChat, and refunds from Medusa's admin", async () => {
    const { cart, session } = await cartAtCheckout();
    const shown = await present<{ state: string; bridge: Record<string, string> }>(session, {
      channel: "jsapi",
      openid: await payer(),
    });
    expect(shown).toMatchObject({ state: "to_pay", bridge: { signType: "RSA" } });
    const number = session.replace("payses_", "");
    await wechat(`/orders/${number}/pay`, {});
    await expect.poll(async () => (await check(session)).state, { timeout: 20_000 }).toBe("paid");
    const { order } = await store<Completed>(`/carts/${cart}/complete`, {});
    await refundWhole(order.id);
    const { refunds } = await wechat<{ refunds: { refund: number; status: string }[] }>(`/orders/${number}`);
    expect(refunds).toMatchObject([{ refund: 1990 }]);
  });

  it("says what cannot be paid, in words of its own", async () => {
    const unknown = await call(
      `${shop.origin}/store/wechat-pay/payment-sessions/payses_none/present`,
      { channel: "native" },
      { "x-publishable-api-key": key },
    );
    expect(unknown).toMatchObject({ status: 404, body: { code: "payment_session_unknown" } });
    const { session } = await cartAtCheckout();
    const odd = await call(
      `${shop.origin}/store/wechat-pay/payment-sessions/${session}/present`,
      { channel: "jsapi" },
      { "x-publishable-api-key": key },
    );
    expect(odd).toMatchObject({ status: 400, body: { code: "payment_request_invalid", field: "openid" } });
  });
});

async function refundWhole(orderId: string): Promise<void> {
  const { body } = await call<{ token: string }>(`${shop.origin}/auth/user/emailpass`, shop.merchant);
  const headers = { authorization: `Bearer ${body.token}` };
  const { rows } = await shop.pool.query<{ id: string }>(
    `select p.id from payment p join order_payment_collection l using (payment_collection_id)
      where l.order_id = $1`,
    [orderId],
  );
  const answer = await call(`${shop.origin}/admin/payments/${rows[0]?.id}/refund`, {}, headers);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}
