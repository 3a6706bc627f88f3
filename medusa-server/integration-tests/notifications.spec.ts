import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";
import {
  call,
  capturesOf,
  merchantToken,
  must,
  type Order,
  outTradeNoOf,
  peopleOf,
  Shopper,
  until,
  variantsInStock,
} from "./shopper";

interface Attempt {
  status: number;
}
interface Delivery {
  id: string;
  attempts: Attempt[];
}

let shop: TestShop;
let shopper: Shopper;
let variant: string;

beforeAll(async () => {
  shop = await openTestShop({ name: "notifications" });
  const [person] = peopleOf(shop);
  if (!person) throw new Error("the local WeChat has no people");
  shopper = await Shopper.logIn(shop, person);
  [variant = ""] = await variantsInStock(shop, 1);
});

afterAll(() => shop?.close());

/** An order presented to WeChat, with its number there. */
async function presentedOrder(): Promise<{ order: Order; number: string }> {
  const order = await shopper.order([{ variant_id: variant, quantity: 1 }]);
  expect((await shopper.present(order)).status).toBe(200);
  return { order, number: await outTradeNoOf(shop, order) };
}

const control = <Body>(path: string, body?: unknown) =>
  must<Body>(`${shop.wechatOrigin}/__control${path}`, body === undefined ? {} : { method: "POST", body });

/** Pays at WeChat with notifications held back, so that the test sends them itself. */
async function payQuietly(number: string): Promise<string> {
  await control("/settings", { notifications_held: true });
  await control(`/orders/${number}/pay`, { openid: shopper.person.openid });
  const { notifications } = await control<{ notifications: Delivery[] }>(
    `/notifications?out_trade_no=${number}`,
  );
  const [notification] = notifications;
  if (!notification) throw new Error("WeChat made no notification");
  return notification.id;
}

const resend = async (id: string, how: Record<string, unknown>) =>
  (await control<{ attempts: Attempt[] }>(`/notifications/${id}/resend`, how)).attempts.map(
    ({ status }) => status,
  );

/** Rows the shop keeps of notifications, and what it counted of refused ones. */
async function kept(): Promise<{ stored: number; refused: number }> {
  const { rows } = await shop.pool.query<{ stored: string; refused: string }>(
    `select (select count(*) from wechat_notification) as stored,
            (select coalesce(sum(count), 0) from wechat_notification_refusal) as refused`,
  );
  return { stored: Number(rows[0]?.stored), refused: Number(rows[0]?.refused) };
}

describe("notifications of WeChat Pay", () => {
  test("ten identical valid notifications at once: 204 each, one capture", async () => {
    const { order, number } = await presentedOrder();
    const id = await payQuietly(number);
    expect(await resend(id, { times: 10, parallel: true })).toEqual(Array(10).fill(204));
    await until("the capture", async () => (await capturesOf(shop, order)).count === 1);
    expect(await resend(id, { times: 2 })).toEqual([204, 204]);
    expect(await capturesOf(shop, order)).toEqual({ count: 1, fen: Number(order.total_fen) });
    expect((await shopper.see(order)).state).toBe("to_ship");
  });

  test.each(["forged_signature", "stale_timestamp", "signtest", "unknown_serial"])(
    "%s: 401, nothing stored but a counter",
    async (fault) => {
      const { order, number } = await presentedOrder();
      const id = await payQuietly(number);
      const before = await kept();
      expect(await resend(id, { fault })).toEqual([401]);
      expect(await kept()).toEqual({ stored: before.stored, refused: before.refused + 1 });
      expect((await capturesOf(shop, order)).count).toBe(0);
    },
  );

  test("authentic with a wrong amount: 204, stored as rejected, no capture, listed for the merchant", async () => {
    const { order, number } = await presentedOrder();
    const id = await payQuietly(number);
    expect(await resend(id, { fault: "wrong_amount", total: 1 })).toEqual([204]);
    const token = await merchantToken(shop);
    const listed = await until("the rejected notification in the merchant's list", async () => {
      const { body } = await call<{ notifications: { out_trade_no: string; rejection_reason: string }[] }>(
        `${shop.origin}/admin/wechat-pay/notifications?state=rejected`,
        { headers: { authorization: `Bearer ${token}` } },
      );
      return body.notifications.find(({ out_trade_no }) => out_trade_no === number);
    });
    expect(listed.rejection_reason).toMatch(/amount/);
    expect((await capturesOf(shop, order)).count).toBe(0);
  });

  test("a body that is no notification: 4xx and nothing stored", async () => {
    const before = await kept();
    for (const body of [{}, { id: "x" }, []]) {
      const answer = await call(`${shop.origin}/hooks/wechat-pay/transactions`, { method: "POST", body });
      expect(answer.status).toBe(401);
    }
    expect((await kept()).stored).toBe(before.stored);
  });
});
