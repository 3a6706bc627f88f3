import type { Chance } from "../../../../plugins/distribution/integration-tests/simulation/chance";
import { fresh, type World } from "../world";
import { type Action, pick, type Touched } from "./action";

async function setting(
  world: World,
  method: string,
  path: string,
  body: unknown,
): Promise<{ status: number; body: Record<string, { id?: string }> }> {
  return world.attempt({ kind: "settings" }, () => world.merchant(method, `/admin/${path}`, body));
}

async function rename(world: World, chance: Chance): Promise<Touched> {
  const { region_id, channel_id, location_id, freight_option_id } = world.premises;
  const name = chance.oneOf(["中国", "中国", "", "x".repeat(300), "<b>店</b>"]);
  const path = chance.oneOf([
    `regions/${region_id}`,
    `sales-channels/${channel_id}`,
    `stock-locations/${location_id}`,
    `shipping-options/${freight_option_id}`,
  ]);
  await setting(world, "POST", path, { name });
  return {};
}

async function create(world: World, chance: Chance): Promise<Touched> {
  const [path, body, kind] = chance.oneOf<readonly [string, object, string]>([
    ["regions", { name: fresh("区"), currency_code: "cny", countries: [] }, "region"],
    ["regions", { name: fresh("区"), currency_code: "usd", countries: ["cn"] }, "region"],
    ["sales-channels", { name: fresh("渠道") }, "sales_channel"],
    ["stock-locations", { name: fresh("仓") }, "stock_location"],
    ["customer-groups", { name: fresh("组") }, "customer_group"],
    ["product-categories", { name: fresh("类"), is_active: true }, "product_category"],
    [
      "product-categories",
      { name: fresh("类"), handle: "../x", is_active: true, is_internal: false },
      "product_category",
    ],
    ["collections", { title: fresh("集") }, "collection"],
    ["product-tags", { value: fresh("签") }, "product_tag"],
    ["refund-reasons", { code: fresh("r"), label: "流水" }, "refund_reason"],
    ["return-reasons", { value: fresh("r"), label: "流水" }, "return_reason"],
  ]);
  const answer = await setting(world, "POST", path, body);
  if (answer.status < 300) world.remember(`settings ${path}`, answer.body[kind]?.id);
  return {};
}

const KINDS = [
  "regions",
  "sales-channels",
  "stock-locations",
  "customer-groups",
  "product-categories",
  "collections",
  "product-tags",
  "refund-reasons",
  "return-reasons",
];

async function remove(world: World, chance: Chance): Promise<Touched> {
  const path = pick(chance, KINDS, (kind) => (world.made.get(`settings ${kind}`) ?? []).length > 0);
  const id = path && pick(chance, world.made.get(`settings ${path}`) ?? []);
  if (!path || !id) return null;
  const answer = await setting(world, "DELETE", `${path}/${id}`, undefined);
  if (answer.status < 300) world.forget(`settings ${path}`, id);
  return {};
}

async function priceFreight(world: World, chance: Chance): Promise<Touched> {
  const amount = chance.oneOf([8, 8, 0, 8.005, -1, 1e9]);
  const id = world.premises.freight_option_id;
  const { rows } = await world.shop.pool.query<{ id: string }>(
    `select p.id from price p join shipping_option_price_set l on l.price_set_id = p.price_set_id
      where l.shipping_option_id = $1 and p.currency_code = 'cny' and p.rules_count = 0 and p.deleted_at is null limit 1`,
    [id],
  );
  const price = { ...(rows[0] ? { id: rows[0].id } : {}), currency_code: "cny", amount };
  await setting(world, "POST", `shipping-options/${id}`, { prices: [price] });
  // What freight costs is everybody's: it is put right again before others buy.
  await setting(world, "POST", `shipping-options/${id}`, { prices: [{ ...price, amount: 8 }] });
  return {};
}

async function storeDetails(world: World, chance: Chance): Promise<Touched> {
  const { rows } = await world.shop.pool.query<{ id: string }>("select id from store limit 1");
  const body = chance.oneOf<object>([
    { name: fresh("店") },
    { metadata: { anything: 1 } },
    { supported_currencies: [] },
    { supported_currencies: [{ currency_code: "cny", is_default: true }, { currency_code: "usd" }] },
    { default_region_id: "reg_none" },
  ]);
  await setting(world, "POST", `stores/${rows[0]?.id}`, body);
  return {};
}

/** Regions, channels, places, groups, categories, freight and the store itself. */
export const settings: readonly Action[] = [
  { name: "rename a setting", weight: 2, run: rename },
  { name: "create a setting", weight: 3, run: create },
  { name: "delete a setting", weight: 2, run: remove },
  { name: "price freight oddly", weight: 1, run: priceFreight },
  { name: "change the store", weight: 1, run: storeDetails },
];
