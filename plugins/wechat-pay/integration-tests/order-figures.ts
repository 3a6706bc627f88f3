import type { TestShop } from "../../../scripts/local/test-shop.mjs";
import { must } from "./shopper";

/** What Medusa's figures say of one order at rest; amounts in fen. */
interface FigureRow {
  readonly order_id: string;
  readonly status: string;
  /** Of this plugin's payments. */
  readonly captured: string;
  readonly refunded: string;
  readonly arrived: string;
  readonly owed: string;
  /** Of every payment, whoever provides it. */
  readonly all_captured: string;
  readonly all_given: string;
  readonly transacted_in: string;
  readonly transacted_out: string;
  readonly unpaired: string;
  readonly paid_total: string;
  readonly refunded_total: string;
  readonly transaction_total: string;
  readonly current_order_total: string;
  readonly pending: string;
  readonly collected: string;
  readonly collection_refunded: string;
  readonly counted_refunds: string;
  readonly unmarked: string;
  readonly sessions: readonly string[];
}

const OURS = "p.provider_id like 'pp_wechat-pay_%'";

/** A refund that WeChat closed or cannot deliver, and that nobody has sent on: the shop has its money. */
const OWED = `(w.progress = 'needs_attention' or (w.progress <> 'succeeded' and w.refund_state in ('CLOSED', 'ABNORMAL')))`;

const FIGURES = `
  with payments as (
    select l.order_id, p.* from payment p join order_payment_collection l using (payment_collection_id)
      where p.deleted_at is null and l.deleted_at is null),
  captures as (
    select p.order_id, p.provider_id, c.id, c.amount from capture c join payments p on p.id = c.payment_id
      where c.deleted_at is null),
  refunds as (
    select p.order_id, p.provider_id, r.id, r.amount, coalesce(w.progress = 'succeeded', false) as arrived,
        coalesce(${OWED}, false) as owed
      from refund r join payments p on p.id = r.payment_id left join wechat_refund w on w.refund_id = r.id
      where r.deleted_at is null),
  moved as (
    select order_id, 'capture' as reference, id, amount from captures
    union all select order_id, 'refund', id, -amount from refunds where not owed),
  transactions as (select * from order_transaction where deleted_at is null)
  select o.id as order_id, o.status,
    (select coalesce(round(sum(amount) * 100), 0) from captures p where p.order_id = o.id and ${OURS}) as captured,
    (select coalesce(round(sum(amount) * 100), 0) from refunds p where p.order_id = o.id and ${OURS}) as refunded,
    (select coalesce(round(sum(amount) * 100), 0) from refunds p where p.order_id = o.id and ${OURS} and arrived) as arrived,
    (select coalesce(round(sum(amount) * 100), 0) from refunds p where p.order_id = o.id and owed) as owed,
    (select coalesce(round(sum(amount) * 100), 0) from captures p where p.order_id = o.id) as all_captured,
    (select coalesce(round(sum(amount) * 100), 0) from refunds p where p.order_id = o.id and not owed) as all_given,
    (select coalesce(round(sum(amount) * 100), 0) from transactions t where t.order_id = o.id and amount > 0) as transacted_in,
    (select coalesce(round(sum(-amount) * 100), 0) from transactions t where t.order_id = o.id and amount < 0) as transacted_out,
    (select count(*) from moved m full join transactions t on t.order_id = m.order_id
        and t.reference = m.reference and t.reference_id = m.id and t.amount = m.amount
      where coalesce(m.order_id, t.order_id) = o.id and (m.id is null or t.id is null)) as unpaired,
    round((s.totals->>'paid_total')::numeric * 100) as paid_total,
    round((s.totals->>'refunded_total')::numeric * 100) as refunded_total,
    round((s.totals->>'transaction_total')::numeric * 100) as transaction_total,
    round((s.totals->>'current_order_total')::numeric * 100) as current_order_total,
    round((s.totals->>'pending_difference')::numeric * 100) as pending,
    (select coalesce(round(sum(c.captured_amount) * 100), 0) from payment_collection c
      join order_payment_collection l on l.payment_collection_id = c.id where l.order_id = o.id) as collected,
    (select coalesce(round(sum(c.refunded_amount) * 100), 0) from payment_collection c
      join order_payment_collection l on l.payment_collection_id = c.id where l.order_id = o.id) as collection_refunded,
    (select coalesce(round(sum(amount) * 100), 0) from refunds p
      where p.order_id = o.id and (arrived or not ${OURS})) as counted_refunds,
    (select count(*) from payments p where p.order_id = o.id and p.captured_at is null
      and exists (select 1 from captures c where c.order_id = o.id)) as unmarked,
    coalesce((select array_agg(ps.id) from payment_session ps join order_payment_collection l using (payment_collection_id)
      where l.order_id = o.id and ps.provider_id like 'pp_wechat-pay_%'), '{}') as sessions
  from "order" o
    left join order_summary s on s.order_id = o.id and s.version = o.version and s.deleted_at is null
  where o.deleted_at is null and o.is_draft_order = false and ($1::text[] is null or o.id = any($1))`;

interface WechatOrder {
  readonly out_trade_no: string;
  readonly trade_state: string;
  readonly total: number;
}
interface WechatRefund {
  readonly out_trade_no: string;
  readonly out_refund_no: string;
  readonly status: string;
  readonly refund: number;
}

/** What an order's figures are compared with besides WeChat. */
export interface FiguresWanted {
  /** Only these orders; by default all. */
  readonly orders?: readonly string[];
  /**
   * No order was changed by an edit, claim or exchange that asks for more or less money: then a paid one asks for
   * nothing and owes only refunds that failed.
   */
  readonly unchanged?: boolean;
}

/**
 * Whether every order's figures agree with WeChat to the fen, and with each other: captures and refunds, the order's
 * transactions and summary, the payment collections. Call it at rest: when nothing is under way.
 * @returns everything that does not agree, a sentence each
 */
export async function figureDisagreements(
  shop: TestShop,
  { orders, unchanged = false }: FiguresWanted = {},
): Promise<string[]> {
  const { rows } = await shop.pool.query<FigureRow>(FIGURES, [orders ?? null]);
  const { rows: strays } = await shop.pool.query<{ number: string }>(
    "select out_trade_no as number from wechat_stray_payment",
  );
  const control = `${shop.wechatOrigin}/__control`;
  const wechat = {
    ...(await must<{ orders: WechatOrder[] }>(`${control}/orders`)),
    ...(await must<{ refunds: WechatRefund[] }>(`${control}/refunds`)),
    strays: new Set(strays.map(({ number }) => number)),
  };
  return rows.flatMap((row) => [
    ...disagreements(row, unchanged),
    ...differencesToWechat(row, wechat).map((sentence) => `${row.order_id}: ${sentence}`),
  ]);
}

function disagreements(row: FigureRow, unchanged: boolean): string[] {
  const is = (name: keyof FigureRow) => Number(row[name]);
  const given = is("all_captured") - is("all_given");
  const hasMoney = is("all_captured") > 0;
  const expected: readonly (readonly [what: string, told: number, expected: number])[] = [
    ["transactions without a capture or refund, or the other way", is("unpaired"), 0],
    ["transactions in", is("transacted_in"), is("all_captured")],
    ["transactions out", is("transacted_out"), is("all_given")],
    ["the summary's paid_total", is("paid_total"), is("all_captured")],
    ["the summary's refunded_total", is("refunded_total"), is("all_given")],
    ["the summary's transaction_total", is("transaction_total"), given],
    ["the summary's pending_difference", is("pending"), is("current_order_total") - given],
    ["the collections' captured_amount", is("collected"), is("all_captured")],
    ["the collections' refunded_amount", is("collection_refunded"), is("counted_refunds")],
    ["payments captured and not marked so", is("unmarked"), 0],
    ...(row.status === "canceled"
      ? ([["kept of a cancelled order", is("captured") - is("refunded"), 0]] as const)
      : []),
    ...(hasMoney && (unchanged || row.status === "canceled")
      ? ([["what the order asks for", is("pending"), -is("owed")]] as const)
      : []),
  ];
  return expected
    .filter(([, told, wanted]) => told !== wanted)
    .map(([what, told, wanted]) => `${row.order_id} (${row.status}): ${what}: ${told}, not ${wanted}`);
}

function differencesToWechat(
  row: FigureRow,
  wechat: {
    readonly orders: readonly WechatOrder[];
    readonly refunds: readonly WechatRefund[];
    readonly strays: ReadonlySet<string>;
  },
): string[] {
  const bare = row.sessions.map((session) => session.replace("payses_", ""));
  const isOwn = ({ out_trade_no }: { readonly out_trade_no: string }) =>
    bare.some((number) => out_trade_no.startsWith(number)) && !wechat.strays.has(out_trade_no);
  const received = wechat.orders
    .filter(isOwn)
    .filter(({ trade_state }) => trade_state === "SUCCESS" || trade_state === "REFUND")
    .reduce((sum, { total }) => sum + total, 0);
  const returned = wechat.refunds
    .filter(isOwn)
    .filter(({ status }) => status === "SUCCESS")
    .reduce((sum, { refund }) => sum + refund, 0);
  return [
    ...(received === Number(row.captured) ? [] : [`captured ${row.captured}, at WeChat ${received}`]),
    ...(returned === Number(row.arrived) ? [] : [`returned ${row.arrived}, at WeChat ${returned}`]),
  ];
}
