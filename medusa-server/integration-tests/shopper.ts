import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestShop } from "../../scripts/local/test-shop.mjs";
import { ADDRESS, paymentOf } from "../../testkit/orders";
import { logIn, type Session } from "../../testkit/wechat-people";
import { type Answer, call } from "../../testkit/wire";

export { ADDRESS, capturesOf, merchantToken } from "../../testkit/orders";
export { publishableKeyOf } from "../../testkit/wechat-people";
export { type Answer, call, must, until } from "../../testkit/wire";

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

/** The people of the shop's local WeChat. */
export function peopleOf(shop: TestShop): Person[] {
  return JSON.parse(readFileSync(join(shop.wechatFolder, "people.json"), "utf8"));
}

/** A shopper who logged in through WeChat as a page does, and buys over HTTP. */
export class Shopper {
  private constructor(
    readonly shop: TestShop,
    readonly person: Person,
    private readonly session: Session,
  ) {}

  get token(): string {
    return this.session.token;
  }

  /** Logs in through the local WeChat. */
  static async logIn(shop: TestShop, person: Person): Promise<Shopper> {
    return new Shopper(shop, person, await logIn(shop, person.openid));
  }

  /** A store call as this shopper. */
  call<Body>(path: string, options: { method?: string; body?: unknown } = {}): Promise<Answer<Body>> {
    return call<Body>(`${this.shop.origin}${path}`, { ...options, headers: this.session.headers });
  }

  /** As `call`, for what is no JSON. */
  send(path: string, init: RequestInit): Promise<Response> {
    const headers = { ...this.session.headers, ...init.headers };
    return fetch(`${this.shop.origin}${path}`, { ...init, headers });
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
export const outTradeNoOf = async (shop: TestShop, { id }: Order): Promise<string> =>
  (await paymentOf(shop, id)).number;
