import { describe, expect, it } from "vitest";
import { type Answer, eventually, type merchantOf, type Person, ship } from "../people";

/** A shop with a buyer whose inviter earns 10 % of the first tier. */
interface Setting {
  merchant: Awaited<ReturnType<typeof merchantOf>>;
  inviter: Person;
  buyer: Person;
  /** Three variants, of which the later ones are dearer. */
  variants: { id: string; price_fen: number }[];
}

interface Commission {
  order_line_id: string;
  is_addition: boolean;
  tier: number;
  base_fen: string;
  amount_fen: string;
  clawed_fen: string;
  state: string;
}

/** What is changed on orders in Medusa's own admin, and what of it earns. */
export function changedOrders(of: () => Setting): void {
  const ask = async (path: string, body: object = {}): Promise<Answer["body"]> => {
    const answer = await of().merchant("POST", path, body);
    if (answer.status >= 300) throw new Error(`${path} was refused: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const orderOf = async (order_id: string): Promise<Answer["body"]> => {
    const fields = "*items,*payment_collections,*payment_collections.payments";
    return (await of().merchant("GET", `/admin/orders/${order_id}?fields=${fields}`)).body.order;
  };
  const collectionsOf = async (order_id: string): Promise<Answer["body"][]> =>
    [...(await orderOf(order_id)).payment_collections].sort((left, right) =>
      left.created_at < right.created_at ? -1 : 1,
    );
  const buy = async (index: number, quantity = 1) => {
    const { buyer, variants } = of();
    const order = await buyer.buy([{ variant_id: variants[index]?.id ?? "", quantity }]);
    await firstTier(order.id, ([own]) => own !== undefined && own.state !== "not_accrued");
    return order;
  };
  const priceOf = (index: number) => of().variants[index]?.price_fen ?? 0;

  /** The first tier of an order's commissions, once they are as wanted. */
  async function firstTier(order_id: string, wanted: (rows: Commission[]) => boolean): Promise<Commission[]> {
    const look = async (): Promise<Commission[]> => {
      const { order } = (await of().merchant("GET", `/admin/distribution/orders/${order_id}`)).body;
      return order.commissions.filter(({ tier }: Commission) => tier === 1);
    };
    return eventually(look, wanted, 30_000);
  }

  /** Takes the money of a further payment collection in, outside WeChat. @returns its number */
  async function takeLaterMoney(order_id: string): Promise<string> {
    const { id } = (await collectionsOf(order_id)).at(-1);
    await ask(`/admin/payment-collections/${id}/mark-as-paid`, { order_id });
    return id;
  }

  async function refundLast(order_id: string, fen: number): Promise<void> {
    const payment = (await collectionsOf(order_id)).at(-1).payments[0];
    await ask(`/admin/payments/${payment.id}/refund`, { amount: fen / 100 });
  }

  async function edit(order_id: string, change: (path: string) => Promise<unknown>): Promise<void> {
    await ask("/admin/order-edits", { order_id });
    const path = `/admin/order-edits/${order_id}`;
    await change(path);
    await ask(`${path}/request`);
    await ask(`${path}/confirm`);
  }

  describe("an order edit", () => {
    it("with an added line that is paid for earns on it, and its refund claws back from it alone", async () => {
      const order = await buy(0);
      const items = [{ variant_id: of().variants[1]?.id, quantity: 2 }];
      await edit(order.id, (path) => ask(`${path}/items`, { items }));
      const paid = await takeLaterMoney(order.id);
      const rows = await firstTier(order.id, (all) => all.length === 2 && all[1]?.state === "pending");
      const base = 2 * priceOf(1);
      expect(rows[1]).toMatchObject({
        is_addition: true,
        base_fen: String(base),
        amount_fen: String(Math.floor(base / 10)),
      });
      expect((await of().merchant("GET", `/admin/distribution/orders/${paid}`)).status).toBe(404);
      await refundLast(order.id, priceOf(1));
      const after = await firstTier(order.id, ([, added]) => added?.clawed_fen !== "0");
      expect(after.map(({ clawed_fen }) => Number(clawed_fen))).toEqual([
        0,
        Math.floor(Math.floor(base / 10) / 2),
      ]);
      const { orders } = (await of().inviter.ask("GET", "/store/distribution/me/orders?limit=2")).body;
      expect(orders.map((row: Answer["body"]) => [row.order_display_id, row.is_addition])).toEqual([
        [order.display_id, true],
        [order.display_id, false],
      ]);
    });

    it("with more pieces of a line earns on those, and one that is given up changes nothing", async () => {
      const order = await buy(0);
      const line = order.items[0].id;
      await ask("/admin/order-edits", { order_id: order.id });
      await ask(`/admin/order-edits/${order.id}/items`, {
        items: [{ variant_id: of().variants[2]?.id, quantity: 1 }],
      });
      await of().merchant("DELETE", `/admin/order-edits/${order.id}`);
      await edit(order.id, (path) => ask(`${path}/items/item/${line}`, { quantity: 3 }));
      const paid = await takeLaterMoney(order.id);
      const rows = await firstTier(order.id, (all) => all.length === 2 && all[1]?.state === "pending");
      expect(rows.map(({ order_line_id, base_fen }) => [order_line_id, Number(base_fen)])).toEqual([
        [line, priceOf(0)],
        [`${line}:${paid}`, 2 * priceOf(0)],
      ]);
    });
  });

  describe("an order that is changed before it is paid", () => {
    const place = (index: number, quantity = 1) =>
      of().buyer.order([{ variant_id: of().variants[index]?.id ?? "", quantity }]);
    const paidFor = async (order_id: string) => {
      await of().buyer.pay(order_id);
      return firstTier(order_id, (all) => all.length > 0 && all.every(({ state }) => state === "pending"));
    };
    const basesOf = (rows: Commission[]) =>
      rows.map(({ base_fen }) => Number(base_fen)).sort((a, b) => a - b);

    it("earns on a line that was added, all of it with its one payment", async () => {
      const order = await place(0);
      const { buyer } = of();
      await buyer.openPaySheet(order.id);
      const before = await buyer.numberAtWechat(order.id);
      const items = [{ variant_id: of().variants[1]?.id, quantity: 2 }];
      await edit(order.id, (path) => ask(`${path}/items`, { items }));
      // Only what the order costs now can be paid: the number of the old amount is closed.
      await eventually(
        () => buyer.numberAtWechat(order.id),
        (number) => number !== before,
      );
      expect((await buyer.payNumber(before)).status).toBeGreaterThanOrEqual(400);
      const rows = await paidFor(order.id);
      expect(basesOf(rows)).toEqual([priceOf(0), 2 * priceOf(1)].sort((a, b) => a - b));
      expect(rows.map(({ is_addition }) => is_addition)).toEqual([false, false]);
    });

    it("earns on what is left of it when it became cheaper", async () => {
      const order = await place(0, 3);
      const line = order.items[0].id;
      await edit(order.id, (path) => ask(`${path}/items/item/${line}`, { quantity: 2 }));
      expect(basesOf(await paidFor(order.id))).toEqual([2 * priceOf(0)]);
    });
  });

  describe("an exchange", () => {
    it("for something dearer earns on the difference, as much as the goods that are kept", async () => {
      const order = await buy(0);
      await ship(of().merchant, order.id);
      const { exchange } = await ask("/admin/exchanges", { order_id: order.id });
      const path = `/admin/exchanges/${exchange.id}`;
      await ask(`${path}/inbound/items`, { items: [{ id: order.items[0].id, quantity: 1 }] });
      await ask(`${path}/outbound/items`, { items: [{ variant_id: of().variants[2]?.id, quantity: 1 }] });
      await ask(`${path}/request`);
      await takeLaterMoney(order.id);
      const rows = await firstTier(order.id, (all) => all.length === 2 && all[1]?.state === "pending");
      expect(rows.map(({ base_fen }) => Number(base_fen))).toEqual([priceOf(0), priceOf(2) - priceOf(0)]);
    });
  });

  describe("a claim", () => {
    it("with a free replacement earns nothing more", async () => {
      const order = await buy(0);
      await ship(of().merchant, order.id);
      const { claim } = await ask("/admin/claims", { order_id: order.id, type: "replace" });
      const path = `/admin/claims/${claim.id}`;
      const faulty = { id: order.items[0].id, quantity: 1, reason: "production_failure" };
      await ask(`${path}/claim-items`, { items: [faulty] });
      await ask(`${path}/outbound/items`, {
        items: [{ variant_id: of().variants[0]?.id, quantity: 1, unit_price: 0 }],
      });
      await ask(`${path}/request`);
      expect((await orderOf(order.id)).items).toHaveLength(2);
      // Something that is paid for afterwards shows that the replacement was seen and left out.
      await edit(order.id, (editing) =>
        ask(`${editing}/items`, { items: [{ variant_id: of().variants[1]?.id, quantity: 1 }] }),
      );
      await takeLaterMoney(order.id);
      const rows = await firstTier(order.id, (all) => all.length === 2 && all[1]?.state === "pending");
      expect(rows.map(({ base_fen }) => Number(base_fen))).toEqual([priceOf(0), priceOf(1)]);
    });
  });
}
