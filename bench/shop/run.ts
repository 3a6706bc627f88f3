// `npm run bench:shop`: the shop beside stock Medusa in one run: reading, searching, quoting, ordering, paying, a rush.
// `-- --write` keeps the page in docs/benchmarks; `--products`, `--orders` and `--seconds` set the sizes,
// `--parts reading,buying,searching` what is measured.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { goodsFor } from "../../plugins/mall/integration-tests/goods";
import { Merchant, publishableKeyOf, Shopper } from "../../plugins/mall/integration-tests/shopper";
import { closeTestCluster, openTestShop } from "../../scripts/local/test-shop.mjs";
import { buyingRows, type Market, othersWaiting, prepareMarket, rushRows } from "./buying";
import { Counter } from "./counter";
import { fillCatalogue, readingRows, searchingRows } from "./reading";
import { lineOf, pageOf, type Row } from "./report";
import { openStockShop, type StockShop } from "./stock";

const { values } = parseArgs({
  options: {
    products: { type: "string", default: "2000" },
    orders: { type: "string", default: "20" },
    seconds: { type: "string", default: "8" },
    parts: { type: "string", default: "reading,buying,searching" },
    write: { type: "boolean", default: false },
  },
});
const [products, orders, seconds] = [values.products, values.orders, values.seconds].map(Number) as [
  number,
  number,
  number,
];

const parts = new Set(values.parts.split(","));
const rows: Row[] = [];
const said: string[] = [];

function note(more: readonly Row[]): void {
  for (const row of more) console.log(lineOf(row));
  rows.push(...more);
}

function mention(line: string): void {
  console.log(line);
  said.push(line);
}

/** Opens our shop and measures it beside stock Medusa. */
async function measure(stock: StockShop): Promise<void> {
  const counter = await Counter.make();
  const extraEnvironment = { ...counter.environment, SHOP_ANSWER_CACHE_MS: "1000" };
  const shop = await openTestShop({ name: "bench-shop", extraEnvironment });
  try {
    const merchant = await Merchant.logIn(shop);
    await prepareMarket(shop, merchant);
    const shopper = await Shopper.logIn(shop, "买家");
    const [first, second] = await goodsFor(shopper, 2);
    if (!first || !second) throw new Error("there is nothing to buy");
    const variant_ids = [first.variant_id, second.variant_id] as const;
    const market: Market = { shop, counter, stock, shopper, merchant, variant_ids, orders };
    const reader = { key: await publishableKeyOf(shop), token: shopper.token, seconds };
    const memory = async () => `${Math.round((await counter.read()).memory_mb)} MB`;
    const atFirst = await memory();
    if (parts.has("reading")) {
      note(await readingRows(shop, counter, stock, { ...reader, product_id: first.product_id }));
    }
    if (parts.has("buying")) {
      note(await buyingRows(market));
      mention(await othersWaiting(market, reader.key, orders * 10));
      const rush = await rushRows(market);
      note(rush.rows);
      mention(rush.said);
    }
    if (parts.has("searching")) {
      await fillCatalogue(shop, products);
      note(await searchingRows(shop, counter, { ...reader, products }));
    }
    mention(`The server's memory: ${atFirst} before, ${await memory()} after all of this.`);
  } finally {
    await shop.close();
  }
}

async function main(): Promise<void> {
  const stock = await openStockShop(async (shop) => prepareMarket(shop, await Merchant.logIn(shop)));
  try {
    await measure(stock);
  } finally {
    await stock.close();
    await closeTestCluster();
  }
  const options = [`--products ${products}`, `--orders ${orders}`, `--seconds ${seconds}`].join(" ");
  const page = pageOf(`npm run bench:shop -- ${options}`, rows, said);
  if (!values.write) return;
  const folder = join(__dirname, "../../docs/benchmarks");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "shop.md"), page);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
