import pg from "pg";
import {
  must,
  outTradeNoOf,
  peopleOf,
  Shopper,
  until,
  variantsInStock,
} from "../../medusa-server/integration-tests/shopper";
import type { TestShop } from "../local/test-shop.mjs";

/** Somebody logs in through the local WeChat, orders and pays, all through the shop's public address; says the order's id. */
async function buy(): Promise<string> {
  const [origin = "", wechatOrigin = "", wechatFolder = "", databaseUrl = ""] = process.argv.slice(2);
  const pool = new pg.Pool({ connectionString: databaseUrl });
  try {
    const shop = { origin, wechatOrigin, wechatFolder, pool } as unknown as TestShop;
    const [person] = peopleOf(shop);
    if (!person) throw new Error("nobody shops");
    const shopper = await Shopper.logIn(shop, person);
    const [variant_id = ""] = await variantsInStock(shop, 1);
    const order = await shopper.order([{ variant_id, quantity: 1 }]);
    await shopper.present(order);
    const number = await outTradeNoOf(shop, order);
    await must(`${wechatOrigin}/__control/orders/${number}/pay`, { method: "POST", body: {} });
    await until("the order is paid", async () => (await shopper.see(order)).state === "to_ship", 120_000);
    return order.id;
  } finally {
    await pool.end();
  }
}

buy().then(
  (id) => process.stdout.write(id),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
