import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestShop } from "../../scripts/local/test-shop.mjs";

/** A JSON answer with its status. */
export interface Answer<Body = Record<string, never>> {
  status: number;
  body: Body;
}

/** A person of the local WeChat, as its `people.json` lists them. */
export interface Person {
  openid: string;
  nickname: string;
}

export interface Order {
  id: string;
  display_id: number;
  state: string;
  total_fen: string;
  goods_fen: string;
  freight_fen: string;
  discount_fen: string;
  refunded_fen: string;
  items: { id: string; variant_id: string; quantity: number; total_fen: string }[];
}

/** Sends JSON and reads JSON; an answer without a body is `{}`. */
export async function call<Body>(
  url: string,
  {
    method = "GET",
    body,
    headers = {},
  }: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer<Body>> {
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === "" ? {} : JSON.parse(text)) as Body };
}

/** As `call`, for answers that must succeed. */
export async function must<Body>(...parameters: Parameters<typeof call>): Promise<Body> {
  const answer = await call<Body>(...parameters);
  if (answer.status >= 300) {
    throw new Error(
      `${parameters[1]?.method ?? "GET"} ${parameters[0]}: ${answer.status} ${JSON.stringify(answer.body)}`,
    );
  }
  return answer.body;
}

/** The people of the shop's local WeChat. */
export function peopleOf(shop: TestShop): Person[] {
  return JSON.parse(readFileSync(join(shop.wechatFolder, "people.json"), "utf8"));
}

/** What the page is told: the publishable key every call carries. */
export async function publishableKeyOf(shop: TestShop): Promise<string> {
  const page = await (await fetch(`${shop.origin}/`)).text();
  const json = /<script id="shop-config" type="application\/json">(.*?)<\/script>/.exec(page)?.[1];
  return JSON.parse(json ?? "{}").publishable_key;
}

/** A shopper who logged in through WeChat as a page does, and buys over HTTP. */
export class Shopper {
  private constructor(
    readonly shop: TestShop,
    readonly person: Person,
    private readonly key: string,
    readonly token: string,
  ) {}

  /** Logs in through the local WeChat. */
  static async logIn(shop: TestShop, person: Person): Promise<Shopper> {
    const key = await publishableKeyOf(shop);
    const page_secret = randomBytes(16).toString("hex");
    const page_session = createHash("sha256").update(page_secret).digest("hex");
    const callback_url = `${shop.origin}/pages/login/callback`;
    const { location } = await must<{ location: string }>(`${shop.origin}/auth/customer/wechat`, {
      method: "POST",
      body: { callback_url, page_session },
    });
    const state = new URL(location).searchParams.get("state");
    const minted = await must<{ code: string }>(
      `${shop.wechatOrigin}/__control/oauth-code?scope=snsapi_userinfo&openid=${person.openid}`,
    );
    const first = await must<{ token: string }>(`${shop.origin}/auth/customer/wechat/callback`, {
      method: "POST",
      body: { code: minted.code, state, page_secret },
    });
    const headers = { "x-publishable-api-key": key, authorization: `Bearer ${first.token}` };
    const { token } = await must<{ token: string }>(`${shop.origin}/store/wechat/customers`, {
      method: "POST",
      body: {},
      headers,
    });
    return new Shopper(shop, person, key, token);
  }

  /** A store call as this shopper. */
  call<Body>(path: string, options: { method?: string; body?: unknown } = {}): Promise<Answer<Body>> {
    const headers = { "x-publishable-api-key": this.key, authorization: `Bearer ${this.token}` };
    return call<Body>(`${this.shop.origin}${path}`, { ...options, headers });
  }

  /** As `call`, for what is no JSON. */
  send(path: string, init: RequestInit): Promise<Response> {
    const headers = { "x-publishable-api-key": this.key, authorization: `Bearer ${this.token}` };
    return fetch(`${this.shop.origin}${path}`, { ...init, headers: { ...headers, ...init.headers } });
  }

  /** A store call that must succeed. */
  async must<Body>(path: string, options: { method?: string; body?: unknown } = {}): Promise<Body> {
    const answer = await this.call<Body>(path, options);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Places an order for the given lines. */
  async order(items: { variant_id: string; quantity: number }[], promo_codes: string[] = []): Promise<Order> {
    const body = { items, promo_codes, address: ADDRESS, idempotency_key: randomUUID() };
    const { order } = await this.must<{ order: Order }>("/store/mall/orders", { method: "POST", body });
    return order;
  }

  /** Asks for the pay sheet's parameters, which makes the order at WeChat. */
  present(order: Order): Promise<Answer<{ state: string; code?: string }>> {
    return this.call(`/store/mall/orders/${order.id}/payment`, {
      method: "POST",
      body: { channel: "jsapi" },
    });
  }

  /** The order as the shop shows it now. */
  async see(order: Order): Promise<Order> {
    return (await this.must<{ order: Order }>(`/store/mall/orders/${order.id}`)).order;
  }
}

/** Somewhere to send things. */
export const ADDRESS = {
  full_name: "陈默",
  phone: "13800138000",
  province: "浙江省",
  city: "杭州市",
  district: "西湖区",
  address_1: "文三路 100 号",
};

/** A merchant's session on the admin API. */
export async function merchantToken(shop: TestShop): Promise<string> {
  const { token } = await must<{ token: string }>(`${shop.origin}/auth/user/emailpass`, {
    method: "POST",
    body: shop.admin,
  });
  return token;
}

/** Variants with stock, cheapest first. */
export async function variantsInStock(shop: TestShop, count: number): Promise<string[]> {
  const { rows } = await shop.pool.query<{ id: string }>(
    `select v.id from product_variant v
       join product_variant_inventory_item l on l.variant_id = v.id
       join inventory_level i on i.inventory_item_id = l.inventory_item_id
       join product p on p.id = v.product_id and p.status = 'published'
      where v.deleted_at is null and i.stocked_quantity - i.reserved_quantity > 50
      order by v.id limit $1`,
    [count],
  );
  return rows.map(({ id }) => id);
}

/** The number the order's payment has at WeChat. */
export async function outTradeNoOf(shop: TestShop, order: Order): Promise<string> {
  const { rows } = await shop.pool.query<{ number: string }>(
    `select s.data->>'out_trade_no' as number from payment_session s
       join order_payment_collection l on l.payment_collection_id = s.payment_collection_id
      where l.order_id = $1`,
    [order.id],
  );
  return rows[0]?.number ?? "";
}

/** How much of the order Medusa has captured, in fen, and by how many captures. */
export async function capturesOf(shop: TestShop, order: Order): Promise<{ count: number; fen: number }> {
  const { rows } = await shop.pool.query<{ count: string; fen: string }>(
    `select count(c.id) as count, coalesce(round(sum(c.amount) * 100), 0) as fen from capture c
       join payment p on p.id = c.payment_id
       join order_payment_collection l on l.payment_collection_id = p.payment_collection_id
      where l.order_id = $1 and c.deleted_at is null`,
    [order.id],
  );
  return { count: Number(rows[0]?.count), fen: Number(rows[0]?.fen) };
}

/** Waits until `check` holds. @throws after `timeout_ms`, naming what was awaited */
export async function until<T>(
  what: string,
  check: () => Promise<T | undefined | false>,
  timeout_ms = 30_000,
): Promise<T> {
  const deadline = Date.now() + timeout_ms;
  for (;;) {
    const found = await check();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`waited ${timeout_ms} ms in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
