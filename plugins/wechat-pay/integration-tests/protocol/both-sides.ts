import type { TestShop } from "../../../../scripts/local/test-shop.mjs";
import { must } from "../shopper";

/** What is known of an order on one side; amounts in fen. */
export interface Verdict {
  /** `paid`, `not paid` or `refunded`; anything else says what is torn. */
  readonly ending: string;
  readonly received: number;
  readonly returned: number;
}

interface ShopRow {
  session: string;
  total: string;
  /** Of the order; null for a session that never became one. */
  status: string | null;
  captured: string;
  refunded: string;
  arrived: string;
  /** What Medusa's own figures say went back: the order's transactions, its summary, the payment collection. */
  transacted: string;
  summarized: string;
  counted: string;
  stray: string;
  stray_returned: string;
}

const SHOP_SIDE = `
  select s.id as session, o.status, round(s.amount * 100) as total,
    coalesce((select round(sum(c.amount) * 100) from capture c join payment p on p.id = c.payment_id
      where p.payment_session_id = s.id and c.deleted_at is null), 0) as captured,
    coalesce((select round(sum(r.amount) * 100) from refund r join payment p on p.id = r.payment_id
      where p.payment_session_id = s.id and r.deleted_at is null), 0) as refunded,
    coalesce((select sum(w.amount_fen::numeric) from wechat_refund w join payment p on p.id = w.payment_id
      where p.payment_session_id = s.id and w.progress = 'succeeded'), 0) as arrived,
    coalesce((select round(sum(-t.amount) * 100) from order_transaction t
      where t.order_id = o.id and t.reference = 'refund' and t.deleted_at is null), 0) as transacted,
    coalesce((select round((m.totals->>'refunded_total')::numeric * 100) from order_summary m
      where m.order_id = o.id and m.version = o.version and m.deleted_at is null), 0) as summarized,
    coalesce((select round(c.refunded_amount * 100) from payment_collection c
      where c.id = s.payment_collection_id), 0) as counted,
    coalesce((select sum(t.amount_fen::numeric) from wechat_stray_payment t
      where t.payment_session_id = s.id), 0) as stray,
    coalesce((select sum(t.amount_fen::numeric) from wechat_stray_payment t
      where t.payment_session_id = s.id and t.progress = 'succeeded'), 0) as stray_returned
  from payment_session s
    left join order_payment_collection l using (payment_collection_id)
    left join "order" o on o.id = l.order_id
  where s.id = any($1)`;

/** What the shop's books say about payment sessions. */
export async function shopSide(shop: TestShop, sessions: readonly string[]): Promise<Map<string, Verdict>> {
  const { rows } = await shop.pool.query<ShopRow>(SHOP_SIDE, [sessions]);
  return new Map(rows.map((row) => [row.session, shopVerdict(row)]));
}

function shopVerdict(row: ShopRow): Verdict {
  const [total, captured, refunded] = [Number(row.total), Number(row.captured), Number(row.refunded)];
  const [arrived, stray, strayReturned] = [
    Number(row.arrived),
    Number(row.stray),
    Number(row.stray_returned),
  ];
  const received = captured + stray;
  const returned = arrived + strayReturned;
  const told = [row.transacted, row.summarized, row.counted].map(Number);
  const settled = refunded === arrived && told.every((fen) => fen === arrived) && stray === strayReturned;
  if (!settled || (received !== 0 && received !== total)) {
    return { ending: `torn: ${JSON.stringify(row)}`, received, returned };
  }
  if (received === 0) {
    return { ending: "not paid", received, returned };
  }
  if (returned === 0) {
    return { ending: row.status === "canceled" ? "paid though canceled" : "paid", received, returned };
  }
  return { ending: returned === received ? "refunded" : "partly refunded", received, returned };
}

interface WechatOrder {
  out_trade_no: string;
  trade_state: string;
  total: number;
}
interface WechatRefund {
  out_trade_no: string;
  status: string;
  refund: number;
}

/** What WeChat says about payment sessions, under all the numbers each of them used. */
export async function wechatSide(shop: TestShop, sessions: readonly string[]): Promise<Map<string, Verdict>> {
  const control = `${shop.wechatOrigin}/__control`;
  const { orders } = await must<{ orders: WechatOrder[] }>(`${control}/orders`);
  const { refunds } = await must<{ refunds: WechatRefund[] }>(`${control}/refunds`);
  return new Map(
    sessions.map((session) => {
      const bare = session.replace("payses_", "");
      const own = ({ out_trade_no }: { out_trade_no: string }) => out_trade_no.startsWith(bare);
      return [session, wechatVerdict(orders.filter(own), refunds.filter(own))];
    }),
  );
}

function wechatVerdict(orders: readonly WechatOrder[], refunds: readonly WechatRefund[]): Verdict {
  const paid = orders.filter(({ trade_state }) => trade_state === "SUCCESS" || trade_state === "REFUND");
  const received = paid.reduce((sum, { total }) => sum + total, 0);
  const returned = refunds
    .filter(({ status }) => status === "SUCCESS")
    .reduce((sum, { refund }) => sum + refund, 0);
  const underWay = refunds.filter(({ status }) => status === "PROCESSING" || status === "ABNORMAL");
  if (underWay.length > 0) {
    return { ending: `torn: ${JSON.stringify(underWay)}`, received, returned };
  }
  if (paid.length === 0) {
    const open = orders.filter(({ trade_state }) => trade_state === "NOTPAY");
    return { ending: open.length > 0 ? "payable" : "not paid", received, returned };
  }
  if (returned === 0) {
    return { ending: paid.length === 1 ? "paid" : "paid twice", received, returned };
  }
  return { ending: returned === received ? "refunded" : "partly refunded", received, returned };
}
