import type { TestShop } from "../../scripts/local/test-shop.mjs";
import { cannonade } from "./cannon";
import type { Counter } from "./counter";
import type { Row } from "./report";
import type { StockShop } from "./stock";

const CONNECTIONS = 16;
const ROUNDS = 9;

interface Reader {
  origin: string;
  headers: Readonly<Record<string, string>>;
  counter: Counter;
}

async function measure(
  { origin, headers, counter }: Reader,
  work: string,
  path: string,
  seconds: number,
): Promise<Row> {
  const url = `${origin}${path}`;
  const ask = async () => (await fetch(url, { headers })).arrayBuffer();
  await ask();
  const load = await cannonade(url, headers, { connections: CONNECTIONS, seconds });
  return { work, connections: CONNECTIONS, load, cost: await counter.costOf(ask, ROUNDS) };
}

/** Lists, home and a page, from the answer cache and past it, beside stock's list. */
export async function readingRows(
  shop: TestShop,
  counter: Counter,
  stock: StockShop,
  given: { key: string; token: string; product_id: string; seconds: number },
): Promise<Row[]> {
  const anybody = { "x-publishable-api-key": given.key, "accept-encoding": "br" };
  const warm = { origin: shop.origin, headers: anybody, counter };
  const cold = { ...warm, headers: { ...anybody, authorization: `Bearer ${given.token}` } };
  const of = (reader: Reader, work: string, path: string) => measure(reader, work, path, given.seconds);
  const list = "/store/mall/products?limit=20";
  const page = `/store/mall/products/${given.product_id}`;
  const stockList = await of(
    stock,
    "stock: list of 20 with prices",
    `/store/products?limit=20&region_id=${stock.region_id}`,
  );
  const ours = [
    await of(cold, "list of 20, cold", list),
    await of(warm, "list of 20, warm", list),
    await of(cold, "home, cold", "/store/mall/home"),
    await of(warm, "home, warm", "/store/mall/home"),
    await of(cold, "product, cold", page),
    await of(warm, "product, warm", page),
  ];
  return [stockList, ...ours.map((row) => ({ ...row, beside: stockList.load.per_s }))];
}

/** Fills the read model with more products than were seeded, as equal ones in other clothes. */
export async function fillCatalogue({ pool }: TestShop, products: number): Promise<void> {
  const { rows } = await pool.query(
    "select column_name as name from information_schema.columns where table_name = 'mall_catalogue_product'",
  );
  const changed: Record<string, string> = {
    product_id: "'bench_' || n",
    title: "title || ' ' || n",
    created_at: "created_at - n * interval '1 minute'",
    price_fen: "price_fen + n % 5000",
    sales: "(n * 7919) % 1000",
  };
  const columns = rows.map(({ name }) => name as string);
  const values = columns.map((name) => changed[name] ?? `"${name}"`);
  await pool.query(
    `insert into mall_catalogue_product (${columns.map((name) => `"${name}"`).join(", ")})
     select ${values.join(", ")} from generate_series(1, $1::integer) n
     join lateral (select * from mall_catalogue_product where product_id not like 'bench_%'
       order by product_id offset n % (select count(*) from mall_catalogue_product where product_id not like 'bench_%') limit 1) p on true`,
    [products],
  );
  await pool.query("analyze mall_catalogue_product");
}

/** Searches and the order by price, past the answer cache. */
export async function searchingRows(
  shop: TestShop,
  counter: Counter,
  given: { key: string; token: string; products: number; seconds: number },
): Promise<Row[]> {
  const headers = { "x-publishable-api-key": given.key, authorization: `Bearer ${given.token}` };
  const asked = [
    ["search for a word", `/store/mall/products?limit=20&q=${encodeURIComponent("茶")}`],
    ["search by pinyin", "/store/mall/products?limit=20&q=cha"],
    ["by price", "/store/mall/products?limit=20&order=price_asc"],
  ] as const;
  const rows: Row[] = [];
  for (const [work, path] of asked) {
    const url = `${shop.origin}${path}`;
    const load = await cannonade(url, headers, { connections: 1, seconds: given.seconds });
    const cost = await counter.costOf(async () => (await fetch(url, { headers })).arrayBuffer(), ROUNDS);
    rows.push({
      work: `${work} among ${given.products.toLocaleString("en-US")}, cold`,
      connections: 1,
      load,
      cost,
    });
  }
  return rows;
}
