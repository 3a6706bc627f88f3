import { randomUUID } from "node:crypto";
import type { TestShop } from "../../../scripts/local/test-shop.mjs";
import { ADDRESS, paymentOf } from "../../../testkit/orders";
import { logIn } from "../../../testkit/wechat-people";
import { type Answer, call, must } from "../../../testkit/wire";

export { capturesOf, merchantToken } from "../../../testkit/orders";
export { type Answer, call, must, until } from "../../../testkit/wire";

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

/** Somebody who came in through WeChat and buys one piece of something, or more. */
export class Shopper {
  private constructor(
    private readonly shop: TestShop,
    private readonly headers: Record<string, string>,
    private readonly variantId: string,
  ) {}

  /** @param openid whose phone it is; by default the first person's who lives in this WeChat */
  static async comeIn(shop: TestShop, openid?: string): Promise<Shopper> {
    const { headers } = await logIn(shop, openid ?? (await firstOpenid(shop)));
    return new Shopper(shop, headers, await wellStockedVariant(shop));
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
    const { session, number } = await paymentOf(this.shop, order.id);
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

async function firstOpenid({ wechatOrigin }: TestShop): Promise<string> {
  const { people } = await must<{ people: { openid: string }[] }>(`${wechatOrigin}/__control/people`);
  return people[0]?.openid ?? "";
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
