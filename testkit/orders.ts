import type { TestShop } from "../scripts/local/test-shop.mjs";
import { call, must } from "./wire";

/** Somewhere to send things. */
export const ADDRESS = {
  full_name: "王小藤",
  phone: "13800138000",
  province: "浙江省",
  city: "杭州市",
  district: "西湖区",
  address_1: "文三路 1 号",
};

/** A merchant's session on the admin API. */
export async function merchantToken(shop: TestShop, account = shop.admin): Promise<string> {
  const asking = { method: "POST", body: account };
  return (await must<{ token: string }>(`${shop.origin}/auth/user/emailpass`, asking)).token;
}

/** The payment session that an order was placed with, and the number it has at WeChat. */
export async function paymentOf(
  { pool }: TestShop,
  order_id: string,
): Promise<{ session: string; number: string }> {
  const { rows } = await pool.query<{ session: string; number: string }>(
    `select s.id as session, s.data->>'out_trade_no' as number from mall_order m
       join payment_session s on s.id = m.payment_session_id where m.order_id = $1`,
    [order_id],
  );
  return rows[0] ?? { session: "", number: "" };
}

/** Pays what WeChat knows under a number, as somebody would in the pay sheet. */
export const payNumber = ({ wechatOrigin }: TestShop, number: string, openid: string) =>
  call(`${wechatOrigin}/__control/orders/${number}/pay`, { method: "POST", body: { openid } });

/** What Medusa captured for an order: how often, and how much in fen. */
export async function capturesOf(
  { pool }: TestShop,
  { id }: { readonly id: string },
): Promise<{ count: number; fen: number }> {
  const { rows } = await pool.query<{ count: string; fen: string }>(
    `select count(*) as count, coalesce(round(sum(capture.amount) * 100), 0) as fen from capture
       join payment on payment.id = capture.payment_id
       join order_payment_collection l using (payment_collection_id)
      where l.order_id = $1 and capture.deleted_at is null`,
    [id],
  );
  return { count: Number(rows[0]?.count), fen: Number(rows[0]?.fen) };
}

interface Shown {
  order: { items: { id: string; quantity: number }[]; fulfillments?: { id: string }[] };
}

/**
 * Fulfils and ships all of an order, as the admin's two buttons do.
 * @param send asks the admin API, and throws when it refuses
 * @param quantities how much of some lines to send instead of all
 */
export async function shipOrder(
  send: <Body>(method: "GET" | "POST", path: string, body?: object) => Promise<Body>,
  order_id: string,
  quantities: Readonly<Record<string, number>> = {},
): Promise<void> {
  const path = `/admin/orders/${order_id}`;
  const { order } = await send<Shown>("GET", `${path}?fields=*items`);
  const items = order.items.map(({ id, quantity }) => ({ id, quantity: quantities[id] ?? quantity }));
  await send("POST", `${path}/fulfillments`, { items });
  const made = (await send<Shown>("GET", `${path}?fields=*fulfillments`)).order.fulfillments?.at(-1);
  const labels = [{ tracking_number: "SF1234567890", tracking_url: "#", label_url: "#" }];
  await send("POST", `${path}/fulfillments/${made?.id}/shipments`, { items, labels });
}
