import { createHash, randomUUID } from "node:crypto";
import type { TestShop } from "../../../scripts/local/test-shop.mjs";

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** An order as the shop's store API answers it; the parts payment is about. */
export interface Order {
  readonly id: string;
  readonly total_fen: string;
}

/** An order that waits for its money, with its payment session, its number at WeChat and its total in fen. */
export interface PlacedOrder {
  readonly order: Order;
  readonly session: string;
  readonly number: string;
  readonly total: number;
}

interface Request {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Speaks JSON; an empty answer is `{}`. */
export async function call<Body>(
  url: string,
  { method = "GET", body, headers }: Request = {},
): Promise<Answer<Body>> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  const response = await fetch(url, { method, headers: { ...type, ...headers }, ...sent });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text || "{}") as Body };
}

/** A call that must succeed. */
export async function must<Body>(url: string, request: Request = {}): Promise<Body> {
  const { status, body } = await call<Body>(url, request);
  if (status >= 300) {
    throw new Error(`${request.method ?? "GET"} ${url}: ${status} ${JSON.stringify(body)}`);
  }
  return body;
}

/** Asks again and again until something is there. @throws naming what was awaited */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  patience_ms = 30_000,
): Promise<T> {
  for (const giveUp = Date.now() + patience_ms; Date.now() < giveUp; ) {
    const seen = await look();
    if (seen !== undefined && seen !== false) {
      return seen;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`Waited ${patience_ms} ms in vain for ${what}.`);
}

/** The merchant's token for the admin API. */
export async function merchantToken(shop: TestShop): Promise<string> {
  const answer = await must<{ token: string }>(`${shop.origin}/auth/user/emailpass`, {
    method: "POST",
    body: shop.admin,
  });
  return answer.token;
}

const ADDRESS = {
  full_name: "林小满",
  phone: "13900139000",
  province: "浙江省",
  city: "杭州市",
  district: "西湖区",
  address_1: "龙井路 1 号",
};

/** Somebody who came in through WeChat and buys one piece of something, or more. */
export class Shopper {
  private constructor(
    private readonly shop: TestShop,
    private readonly headers: Record<string, string>,
    private readonly variantId: string,
  ) {}

  /** @param openid whose phone it is; by default the first person's who lives in this WeChat */
  static async comeIn(shop: TestShop, openid?: string): Promise<Shopper> {
    const page = await (await fetch(`${shop.origin}/`)).text();
    const config =
      /<script id="shop-config" type="application\/json">(.*?)<\/script>/.exec(page)?.[1] ?? "{}";
    const key = { "x-publishable-api-key": String(JSON.parse(config).publishable_key) };
    const token = await Shopper.logIn(shop, openid);
    const acting = await must<{ token: string }>(`${shop.origin}/store/wechat/customers`, {
      method: "POST",
      body: {},
      headers: { ...key, authorization: `Bearer ${token}` },
    });
    const headers = { ...key, authorization: `Bearer ${acting.token}` };
    return new Shopper(shop, headers, await wellStockedVariant(shop));
  }

  private static async logIn(shop: TestShop, openid?: string): Promise<string> {
    const page_secret = randomUUID();
    const page_session = createHash("sha256").update(page_secret).digest("hex");
    const callback_url = `${shop.origin}/pages/login/callback`;
    const { location } = await must<{ location: string }>(`${shop.origin}/auth/customer/wechat`, {
      method: "POST",
      body: { callback_url, page_session },
    });
    const { people } = await must<{ people: { openid: string }[] }>(`${shop.wechatOrigin}/__control/people`);
    const { code } = await must<{ code: string }>(
      `${shop.wechatOrigin}/__control/oauth-code?scope=snsapi_userinfo&openid=${openid ?? people[0]?.openid}`,
    );
    const state = new URL(location).searchParams.get("state");
    const { token } = await must<{ token: string }>(`${shop.origin}/auth/customer/wechat/callback`, {
      method: "POST",
      body: { code, state, page_secret },
    });
    return token;
  }

  /** Orders one piece and opens the pay sheet. */
  async presentOrder(): Promise<PlacedOrder> {
    const placed = await this.placeOrder();
    await this.must(`/store/mall/orders/${placed.order.id}/payment`, { channel: "jsapi" });
    return placed;
  }

  /** Orders one piece, or more of it. WeChat hears nothing of it yet. */
  async placeOrder(quantity = 1): Promise<PlacedOrder> {
    return await this.placed(await this.must<{ order: Order }>("/store/mall/orders", this.pieces(quantity)));
  }

  /** Orders one piece; undefined when the shop cannot take the order now. */
  async tryToPlaceOrder(): Promise<PlacedOrder | undefined> {
    const { status, body } = await this.post<{ order: Order }>("/store/mall/orders", this.pieces(1));
    return status < 300 ? await this.placed(body) : undefined;
  }

  private pieces(quantity: number) {
    return {
      items: [{ variant_id: this.variantId, quantity }],
      address: ADDRESS,
      idempotency_key: randomUUID(),
    };
  }

  private async placed({ order }: { order: Order }): Promise<PlacedOrder> {
    const { rows } = await this.shop.pool.query<{ session: string; number: string }>(
      `select s.id as session, s.data->>'out_trade_no' as number from payment_session s
         join order_payment_collection l using (payment_collection_id) where l.order_id = $1`,
      [order.id],
    );
    const { session = "", number = "" } = rows[0] ?? {};
    return { order, session, number, total: Number(order.total_fen) };
  }

  /** Asks the shop as this shopper, from an address of the open internet. */
  async post<Body>(path: string, body: unknown = {}): Promise<Answer<Body>> {
    const headers = { ...this.headers, "x-forwarded-for": "203.0.113.7" };
    return await call<Body>(`${this.shop.origin}${path}`, { method: "POST", body, headers });
  }

  /** Calls an unpaid order off. */
  async cancel(order: Order): Promise<void> {
    await this.must(`/store/mall/orders/${order.id}/cancel`, {});
  }

  /** Looks at something in the shop. */
  async look<Body>(path: string): Promise<Answer<Body>> {
    return await call<Body>(`${this.shop.origin}${path}`, { headers: this.headers });
  }

  /** Looks at what must be there. */
  async get<Body>(path: string): Promise<Body> {
    return await must<Body>(`${this.shop.origin}${path}`, { headers: this.headers });
  }

  /** As {@link post}, for what must succeed. */
  async must<Body>(path: string, body: unknown = {}): Promise<Body> {
    return await must<Body>(`${this.shop.origin}${path}`, { method: "POST", body, headers: this.headers });
  }
}

/** Fills the shelves, so that nothing sells out however many orders a storm or a bench places. */
export async function stockUp(shop: TestShop): Promise<void> {
  await shop.pool.query(
    `update inventory_level set stocked_quantity = 1000000,
       raw_stocked_quantity = '{"value": "1000000", "precision": 20}'`,
  );
}

async function wellStockedVariant(shop: TestShop): Promise<string> {
  const { rows } = await shop.pool.query<{ id: string }>(
    `select item.variant_id as id from product_variant_inventory_item item
       join inventory_level level using (inventory_item_id)
       join product_variant variant on variant.id = item.variant_id and variant.deleted_at is null
       join product on product.id = variant.product_id and product.status = 'published'
      where level.stocked_quantity - level.reserved_quantity > 50
      order by level.stocked_quantity - level.reserved_quantity desc, 1 limit 1`,
  );
  return rows[0]?.id ?? "";
}

/** What Medusa captured for an order: how often, and how much in fen. */
export async function capturesOf(shop: TestShop, order: Order): Promise<{ count: number; fen: number }> {
  const { rows } = await shop.pool.query<{ count: string; fen: string }>(
    `select count(*) as count, coalesce(round(sum(capture.amount) * 100), 0) as fen from capture
       join payment on payment.id = capture.payment_id
       join order_payment_collection l using (payment_collection_id)
      where l.order_id = $1 and capture.deleted_at is null`,
    [order.id],
  );
  return { count: Number(rows[0]?.count), fen: Number(rows[0]?.fen) };
}
