import type { Pool } from "pg";
import type { Balance, Commission, Figures, Level } from "./checks/rest";
import type { World } from "./world";

const FIGURES = `
  with own as (select o.id, o.status, o.version, l.payment_collection_id from "order" o
    join order_payment_collection l on l.order_id = o.id and l.deleted_at is null where o.id = any($1)),
  payments as (select own.id as order_id, p.id from own join payment p on p.payment_collection_id = own.payment_collection_id)
  select o.id as order_id, o.status::text,
    coalesce((select round(sum(c.amount) * 100) from capture c join payments p on p.id = c.payment_id
      where p.order_id = o.id and c.deleted_at is null), 0) as captured,
    coalesce((select round(sum(r.amount) * 100) from refund r join payments p on p.id = r.payment_id
      where p.order_id = o.id and r.deleted_at is null), 0) as refunded,
    coalesce((select round(sum(t.amount) * 100) from order_transaction t
      where t.order_id = o.id and t.reference = 'capture' and t.deleted_at is null), 0) as transacted_in,
    coalesce((select round(sum(-t.amount) * 100) from order_transaction t
      where t.order_id = o.id and t.reference = 'refund' and t.deleted_at is null), 0) as transacted_back,
    (select coalesce(json_agg(distinct round((m.totals->>'paid_total')::numeric * 100)), '[0]') from order_summary m
      where m.order_id = o.id and m.version = o.version and m.deleted_at is null) as summary_paid,
    (select coalesce(json_agg(distinct round((m.totals->>'refunded_total')::numeric * 100)), '[0]') from order_summary m
      where m.order_id = o.id and m.version = o.version and m.deleted_at is null) as summary_refunded,
    coalesce((select round(sum(c.captured_amount) * 100) from own join payment_collection c
      on c.id = own.payment_collection_id where own.id = o.id), 0) as collected,
    coalesce((select round(sum(c.refunded_amount) * 100) from own join payment_collection c
      on c.id = own.payment_collection_id where own.id = o.id), 0) as collected_back,
    coalesce((select json_agg(s.id) from own join payment_session s
      on s.payment_collection_id = own.payment_collection_id where own.id = o.id), '[]') as sessions
  from "order" o where o.id = any($1)`;

type FiguresRow = Record<Exclude<keyof Figures, `summary_${string}`>, string> & {
  sessions: string[];
  /** Two changes at the same time make two summaries of one version, and Medusa shows either. */
  summary_paid: number[];
  summary_refunded: number[];
};
interface AtWechat {
  readonly orders: readonly { out_trade_no: string; trade_state: string; total: number }[];
  readonly refunds: readonly { out_trade_no: string; status: string; refund: number }[];
}

/** What every side says of some orders' money. */
export async function readFigures(world: World, order_ids: readonly string[]): Promise<Figures[]> {
  const { rows } = await world.shop.pool.query<FiguresRow>(FIGURES, [order_ids]);
  const { orders } = (await world.wechat<AtWechat>("GET", "/orders")).body;
  const { refunds } = (await world.wechat<AtWechat>("GET", "/refunds")).body;
  return rows.map((row) => {
    const numbers = row.sessions.map((session) => session.replace("payses_", ""));
    const isOwn = ({ out_trade_no }: { out_trade_no: string }) =>
      numbers.some((number) => out_trade_no.startsWith(number));
    const paid = orders
      .filter(isOwn)
      .filter(({ trade_state }) => ["SUCCESS", "REFUND"].includes(trade_state));
    const back = refunds.filter(isOwn).filter(({ status }) => status === "SUCCESS");
    const figures = Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, /_id$|status/.test(name) ? value : Number(value)]),
    ) as unknown as Figures;
    const worst = (all: readonly number[], right: number) => all.find((fen) => fen !== right) ?? right;
    return {
      ...figures,
      summary_paid: worst(row.summary_paid, figures.captured),
      summary_refunded: worst(row.summary_refunded, figures.refunded),
      wechat_paid: paid.reduce((sum, { total }) => sum + total, 0),
      wechat_refunded: back.reduce((sum, { refund }) => sum + refund, 0),
    };
  });
}

const LEVELS = `
  with waiting as (select v.inventory_item_id, o.id as order_id,
      greatest(i.quantity - i.fulfilled_quantity, 0) * v.required_quantity as owed,
      coalesce((select sum(r.quantity) from reservation_item r where r.line_item_id = i.item_id
        and r.inventory_item_id = v.inventory_item_id and r.deleted_at is null), 0) as reserved
    from order_item i
      join "order" o on o.id = i.order_id and o.version = i.version and o.status <> 'canceled' and o.deleted_at is null
      join order_line_item li on li.id = i.item_id
      join product_variant_inventory_item v on v.variant_id = li.variant_id
    where i.deleted_at is null and o.id <> all($1))
  select s.inventory_item_id, s.stocked_quantity as stocked, s.reserved_quantity as reserved,
    coalesce((select sum(w.owed) from waiting w where w.inventory_item_id = s.inventory_item_id), 0) as owed,
    (select coalesce(json_agg(w.order_id || ' keeps ' || w.reserved || ' of ' || w.owed), '[]') from waiting w
      where w.inventory_item_id = s.inventory_item_id and w.owed <> w.reserved) as differing
  from inventory_level s where s.deleted_at is null`;

/** Stock, and what orders wait for. @param over orders that wait for nothing any more, whatever Medusa says */
export async function readLevels(pool: Pool, over: readonly string[]): Promise<Level[]> {
  type Row = Record<"inventory_item_id" | "stocked" | "reserved" | "owed", string> & Pick<Level, "differing">;
  const { rows } = await pool.query<Row>(LEVELS, [over]);
  return rows.map(({ inventory_item_id, stocked, reserved, owed, differing }) => ({
    inventory_item_id,
    differing,
    stocked: Number(stocked),
    reserved: Number(reserved),
    owed: Number(owed),
  }));
}

const COMMISSIONS = `
  select a.order_id, d.id as distributor_id, d.status, sum(a.amount_fen) as amount_fen, sum(a.clawed_fen) as clawed_fen,
    d.status = 'closed' and d.status_changed_at < min(a.accrued_at) as closed_before,
    (select coalesce(sum(c.goods_fen) filter (where c.kind = 'refund'), 0) from distribution.processed c where c.order_id = a.order_id)
      >= (select f.goods_fen from distribution.frozen_order f where f.order_id = a.order_id) as is_refunded_whole
  from distribution.accrual a join distribution.distributor d on d.account_no = a.distributor_no
  group by a.order_id, d.id, d.status, d.status_changed_at`;

/** Every order's commission by whom it is for. */
export async function readCommissions(pool: Pool): Promise<Commission[]> {
  type Row = Record<"order_id" | "distributor_id" | "status" | "amount_fen" | "clawed_fen", string>;
  const { rows } = await pool.query<Row & { closed_before: boolean; is_refunded_whole: boolean }>(
    COMMISSIONS,
  );
  return rows.map(({ amount_fen, clawed_fen, ...row }) => ({
    ...row,
    amount_fen: Number(amount_fen),
    clawed_fen: Number(clawed_fen),
  }));
}

const BALANCES = `
  select d.id as distributor_id, d.customer_id,
    coalesce((select sum(a.amount_fen - a.clawed_fen) from distribution.accrual a where a.distributor_no = d.account_no), 0)
      - coalesce((select sum(p.amount_fen) from distribution.payout p where p.distributor_no = d.account_no and p.state = 'confirmed'), 0) as fen,
    not exists (select 1 from customer c where c.id = d.customer_id and c.deleted_at is null) as customer_is_gone
  from distribution.distributor d`;

/** What every distributor earned and was not paid yet. */
export async function readBalances(pool: Pool): Promise<Balance[]> {
  const { rows } = await pool.query<Omit<Balance, "fen"> & { fen: string }>(BALANCES);
  return rows.map(({ fen, ...row }) => ({ ...row, fen: Number(fen) }));
}
