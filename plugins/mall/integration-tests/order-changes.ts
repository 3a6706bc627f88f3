import type { Answer, Merchant } from "./shopper";

/** What a merchant does to orders in Medusa's own admin, as its pages send it. */
export class OrderChanges {
  constructor(private readonly merchant: Merchant) {}

  /** Posts, and fails unless it was accepted. */
  async ask(path: string, body: object = {}): Promise<Answer["body"]> {
    const answer = await this.merchant.send("POST", path, body);
    if (answer.status >= 300) throw new Error(`${path} was refused: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** The order as Medusa's own page shows it. */
  async read(order_id: string): Promise<Answer["body"]> {
    const fields = "*items,*items.detail,*items.adjustments,*payment_collections,*fulfillments,total,summary";
    return (await this.merchant.send("GET", `/admin/orders/${order_id}?fields=${fields}`)).body.order;
  }

  /** Begins an edit, changes something and confirms it. */
  async edit(
    order_id: string,
    change: (path: string) => Promise<unknown>,
    { carry_over = false } = {},
  ): Promise<void> {
    const { order_change } = await this.ask("/admin/order-edits", { order_id });
    if (carry_over)
      await this.ask(`/admin/order-changes/${order_change.id}`, { carry_over_promotions: true });
    const path = `/admin/order-edits/${order_id}`;
    await change(path);
    await this.ask(`${path}/request`);
    await this.ask(`${path}/confirm`);
  }

  /** An edit that adds goods. */
  add(order_id: string, item: { variant_id: string; quantity: number; unit_price?: number }): Promise<void> {
    return this.edit(order_id, (path) => this.ask(`${path}/items`, { items: [item] }));
  }

  /** An edit that changes a line. */
  setLine(
    order_id: string,
    line_id: string,
    change: { quantity: number; unit_price?: number },
    how: { carry_over?: boolean } = {},
  ): Promise<void> {
    return this.edit(order_id, (path) => this.ask(`${path}/items/item/${line_id}`, change), how);
  }

  /** A claim that sends the same goods again, free of charge. */
  async replace(order_id: string, item: { line_id: string; variant_id: string }): Promise<void> {
    const { claim } = await this.ask("/admin/claims", { order_id, type: "replace" });
    const items = [{ id: item.line_id, quantity: 1 }];
    await this.ask(`/admin/claims/${claim.id}/claim-items`, { items });
    await this.ask(`/admin/claims/${claim.id}/inbound/items`, { items });
    await this.ask(`/admin/claims/${claim.id}/outbound/items`, {
      items: [{ variant_id: item.variant_id, quantity: 1 }],
    });
    await this.ask(`/admin/claims/${claim.id}/request`);
  }

  /** Agrees to take a line back, for which the shopper pays freight. */
  async takeBack(order_id: string, line_id: string, freight: number): Promise<void> {
    const { stock_locations } = (await this.merchant.send("GET", "/admin/stock-locations?limit=1")).body;
    const { shipping_options } = (await this.merchant.send("GET", "/admin/shipping-options?limit=1")).body;
    const begun = await this.ask("/admin/returns", { order_id, location_id: stock_locations[0].id });
    const path = `/admin/returns/${begun.return.id}`;
    await this.ask(`${path}/request-items`, { items: [{ id: line_id, quantity: 1 }] });
    await this.ask(`${path}/shipping-method`, {
      shipping_option_id: shipping_options[0].id,
      custom_amount: freight,
    });
    await this.ask(`${path}/request`);
  }

  /** An exchange of a line for something else. */
  async exchange(order_id: string, line_id: string, variant_id: string): Promise<void> {
    const { exchange } = await this.ask("/admin/exchanges", { order_id });
    const path = `/admin/exchanges/${exchange.id}`;
    await this.ask(`${path}/inbound/items`, { items: [{ id: line_id, quantity: 1 }] });
    await this.ask(`${path}/outbound/items`, { items: [{ variant_id, quantity: 1 }] });
    await this.ask(`${path}/request`);
  }
}
