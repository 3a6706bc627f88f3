import { ADDRESS, type Merchant, Shopper } from "../../plugins/mall/integration-tests/shopper";
import type { TestShop } from "../../scripts/local/test-shop.mjs";
import type { Counter } from "./counter";
import { atOnce, type Load, loadOf } from "./load";
import type { Row } from "./report";
import type { StockShop } from "./stock";

const ROUNDS = 9;
const BUYERS = 50;
const PIECES = 20;
const COUPON = "BENCH7";

/** Who buys what. */
export interface Market {
  shop: TestShop;
  counter: Counter;
  stock: StockShop;
  shopper: Shopper;
  merchant: Merchant;
  variant_ids: readonly [string, string];
  orders: number;
}

/** Makes the coupon that all of them use, and stock enough. */
export async function prepareMarket({ pool }: TestShop, merchant: Merchant): Promise<void> {
  await pool.query(
    `update inventory_level set stocked_quantity = 1000000,
       raw_stocked_quantity = jsonb_build_object('value', '1000000', 'precision', 20)`,
  );
  const answer = await merchant.send("POST", "/admin/promotions", {
    ...{ code: COUPON, type: "standard", status: "active", is_automatic: false, is_tax_inclusive: true },
    application_method: {
      ...{
        type: "percentage",
        target_type: "items",
        allocation: "across",
        value: 7.77,
        currency_code: "cny",
      },
    },
  });
  if (answer.status !== 200) throw new Error(`no coupon: ${JSON.stringify(answer.body)}`);
}

const linesOf = ({ variant_ids }: Market) =>
  variant_ids.map((variant_id): [string, number] => [variant_id, 1]);

async function order(market: Market): Promise<string> {
  const { status, body } = await market.shopper.order(linesOf(market), { promo_codes: [COUPON] });
  if (status !== 201) throw new Error(`no order: ${JSON.stringify(body)}`);
  return body.order.id;
}

async function quote({ shopper, variant_ids }: Market): Promise<void> {
  const items = variant_ids.map((variant_id) => ({ variant_id, quantity: 1 }));
  const asked = { items, promo_codes: [COUPON], address: ADDRESS };
  const { status, body } = await shopper.post("/store/mall/quotes", asked);
  if (status !== 200) throw new Error(`no quote: ${JSON.stringify(body)}`);
}

async function pay(market: Market, order_id: string): Promise<void> {
  const { status, body } = await market.shopper.post(`/store/mall/orders/${order_id}/payment`, {
    channel: "jsapi",
  });
  if (status !== 200) throw new Error(`no payment: ${JSON.stringify(body)}`);
}

/** Quotes, orders and payments beside stock's six calls, at one and at four connections. */
export async function buyingRows(market: Market): Promise<Row[]> {
  const { stock, counter, orders } = market;
  const whole = async () => {
    await quote(market);
    await pay(market, await order(market));
  };
  const six = () => stock.buy(market.variant_ids, [COUPON]);
  const rows: Row[] = [];
  const unpaid = await order(market);
  const works = [
    ["quote of two lines with a coupon", () => quote(market)],
    ["order of two lines with a coupon", () => order(market)],
    ["payment of an order, shown again", () => pay(market, unpaid)],
    ["quote, order and payment", whole],
  ] as const;
  const stockCost = await warmCost(stock.counter, six);
  const costs = new Map<string, Awaited<ReturnType<typeof warmCost>>>();
  for (const [work, run] of works) costs.set(work, await warmCost(counter, run));
  for (const connections of [1, 4]) {
    const load = await atOnce(connections, orders * connections, six);
    rows.push({ work: "stock: six calls to an order, with a coupon", connections, load, cost: stockCost });
    for (const [work, run] of works) {
      const ours = await atOnce(connections, orders * connections, run);
      rows.push({ work, connections, load: ours, cost: costs.get(work), beside: load.per_s });
    }
  }
  return rows;
}

async function warmCost(counter: Counter, run: () => Promise<unknown>) {
  for (let round = 0; round < ROUNDS; round++) await run();
  return counter.costOf(run, ROUNDS);
}

/** Fifty who come at the same moment for twenty pieces; whoever is refused should know at once. */
export async function rushRows({
  shop,
  merchant,
  variant_ids,
}: Market): Promise<{ rows: Row[]; said: string }> {
  const [variant_id] = variant_ids;
  const buyers = await Promise.all(
    Array.from({ length: BUYERS }, () => Shopper.withoutWeChat(shop, merchant)),
  );
  await shop.pool.query(
    `update inventory_level set stocked_quantity = reserved_quantity + $2::integer,
       raw_stocked_quantity = jsonb_build_object('value', (reserved_quantity + $2::integer)::text, 'precision', 20)
     where inventory_item_id in (select inventory_item_id from product_variant_inventory_item where variant_id = $1)`,
    [variant_id, PIECES],
  );
  const began = performance.now();
  const answers = await Promise.all(
    buyers.map(async (buyer) => {
      const { status } = await buyer.order([[variant_id, 1]]);
      return { status, ms: performance.now() - began };
    }),
  );
  const took = performance.now() - began;
  const of = (status: number): Load =>
    loadOf(
      answers.filter((answer) => answer.status === status).map(({ ms }) => ms),
      took,
    );
  const sold = answers.filter(({ status }) => status === 201).length;
  const refused = answers.filter(({ status }) => status === 409).length;
  return {
    rows: [
      { work: `${BUYERS} buyers on ${PIECES} pieces: those who got one`, connections: BUYERS, load: of(201) },
      { work: `${BUYERS} buyers on ${PIECES} pieces: those refused`, connections: BUYERS, load: of(409) },
    ],
    said: `Of ${BUYERS} buyers at once on ${PIECES} pieces ${sold} got one and ${refused} were refused.`,
  };
}

/** How long others wait for the home page while four buy, beside how long they wait when nobody does. */
export async function othersWaiting(market: Market, key: string, count: number): Promise<string> {
  const headers = { "x-publishable-api-key": key };
  const home = async () => (await fetch(`${market.shop.origin}/store/mall/home`, { headers })).arrayBuffer();
  const alone = await atOnce(1, count, home);
  let isOver = false;
  const buyers = Array.from({ length: 4 }, async () => {
    while (!isOver) await order(market);
  });
  const busy = await atOnce(1, count, async () => {
    await home();
    await new Promise((resolve) => setTimeout(resolve, 10));
  });
  isOver = true;
  await Promise.all(buyers);
  const waited = busy.p50_ms - 10;
  const times = (waited / alone.p50_ms).toFixed(1);
  return `Home for anybody, median: ${alone.p50_ms.toFixed(1)} ms alone, ${waited.toFixed(1)} ms while four buy (${times} ×).`;
}
