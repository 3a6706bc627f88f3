import type { Chance } from "../../../../plugins/distribution/integration-tests/simulation/chance";
import { fresh, type World } from "../world";
import { type Action, pick, type Touched } from "./action";

const VALUES = [5, 10, 33.33, 0, -10, 100, 150, 0.001, 1e9];
const TARGETS = ["items", "order", "shipping_methods"] as const;
const ALLOCATIONS = ["each", "across", "once"] as const;
const BUDGETS = [
  { type: "usage", limit: 1_000 },
  { type: "usage", limit: 0 },
  { type: "spend", limit: 100, currency_code: "cny" },
  { type: "spend", limit: 0.001, currency_code: "cny" },
  { type: "use_by_attribute", attribute: "customer_email", limit: 1 },
  { type: "use_by_attribute", attribute: "customer_id", limit: 1 },
  { type: "spend_by_attribute", attribute: "customer_email", limit: 10, currency_code: "cny" },
];
const MOMENTS = [null, "2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z"];

/** Automatic ones apply to every sale of the run, so few stay. */
const MOST_AUTOMATIC = 3;

function draftOf(chance: Chance, is_automatic: boolean) {
  const target_type = chance.oneOf(TARGETS);
  const allocation = chance.oneOf(ALLOCATIONS);
  const type = chance.oneOf(["percentage", "fixed"]);
  const value = chance.oneOf(VALUES);
  const [isBuyGet, hasCampaign, hasRule] = [chance.happens(10), chance.happens(40), chance.happens(20)];
  const budget = chance.oneOf(BUDGETS);
  const [starts_at, ends_at] = [chance.oneOf(MOMENTS), chance.oneOf(MOMENTS)];
  const rules = [
    { operator: chance.oneOf(["eq", "gte", "in"]), attribute: "currency_code", values: ["cny"] },
  ];
  return {
    code: fresh("M"),
    type: isBuyGet ? "buyget" : "standard",
    status: chance.oneOf(["active", "active", "draft", "inactive"]),
    is_automatic,
    application_method: {
      type,
      target_type,
      ...(target_type === "order" ? {} : { allocation, max_quantity: chance.oneOf([1, 9, 99]) }),
      value,
      currency_code: "cny",
      ...(isBuyGet
        ? { buy_rules_min_quantity: 1, apply_to_quantity: 1, buy_rules: rules, target_rules: rules }
        : {}),
    },
    ...(hasRule ? { rules } : {}),
    ...(hasCampaign
      ? { campaign: { name: "活动", campaign_identifier: fresh("c"), budget, starts_at, ends_at } }
      : {}),
  };
}

async function create(world: World, chance: Chance, is_automatic: boolean): Promise<Touched> {
  if (is_automatic && (world.made.get("automatic promotion") ?? []).length >= MOST_AUTOMATIC) return null;
  const draft = draftOf(chance, is_automatic);
  const answer = await world.attempt<{ promotion: { id: string; code: string } }>(
    { kind: "promotion", id: "" },
    () => world.merchant("POST", "/admin/promotions", draft),
  );
  if (answer.status >= 300) return {};
  world.remember(is_automatic ? "automatic promotion" : "promotion", answer.body.promotion.id);
  if (!is_automatic) world.remember("coupon", answer.body.promotion.code);
  return {};
}

async function withPromotion(
  world: World,
  chance: Chance,
  act: (id: string, kind: string) => Promise<unknown>,
): Promise<Touched> {
  const kind = chance.oneOf(["promotion", "promotion", "automatic promotion"]);
  const id = pick(chance, world.made.get(kind) ?? []);
  if (!id) return null;
  await act(id, kind);
  return {};
}

const update = (world: World, chance: Chance) => {
  const value = chance.oneOf(VALUES);
  const body = chance.oneOf<object>([
    { application_method: { value } },
    { status: "active" },
    { status: "inactive" },
    { code: "" },
    { code: "NEW5" },
    { application_method: { value, type: "fixed" } },
    { limit: 1 },
    { is_tax_inclusive: true },
  ]);
  return withPromotion(world, chance, (id) =>
    world.attempt({ kind: "promotion", id }, () => world.merchant("POST", `/admin/promotions/${id}`, body)),
  );
};

const remove = (world: World, chance: Chance) =>
  withPromotion(world, chance, async (id, kind) => {
    const answer = await world.attempt({ kind: "promotion", id }, () =>
      world.merchant("DELETE", `/admin/promotions/${id}`),
    );
    if (answer.status < 300) world.forget(kind, id);
  });

async function createPriceList(world: World, chance: Chance): Promise<Touched> {
  const amount = chance.oneOf([1, 9.9, 0, -1, 9.999, 1e9]);
  const product = pick(chance, world.products);
  const [starts_at, ends_at] = [chance.oneOf(MOMENTS), chance.oneOf(MOMENTS)];
  const body = {
    title: fresh("价格表 "),
    description: "流水",
    type: chance.oneOf(["sale", "override"]),
    status: chance.oneOf(["active", "draft"]),
    starts_at,
    ends_at,
    prices: [
      {
        currency_code: "cny",
        amount,
        variant_id: product?.variants[0]?.id,
        ...(chance.happens(20) ? { min_quantity: chance.oneOf([2, 0, -1]) } : {}),
      },
    ],
  };
  if (!product) return null;
  const answer = await world.attempt<{ price_list: { id: string } }>({ kind: "price lists" }, () =>
    world.merchant("POST", "/admin/price-lists", body),
  );
  if (answer.status >= 300) return {};
  world.remember("price list", answer.body.price_list.id);
  const isOdd = amount <= 0 || amount >= 1e7 || amount === 9.999;
  if (isOdd) product.blemishes.add("price");
  return {};
}

async function removePriceList(world: World, chance: Chance): Promise<Touched> {
  const id = pick(chance, world.made.get("price list") ?? []);
  if (!id) return null;
  const answer = await world.attempt({ kind: "price lists" }, () =>
    world.merchant("DELETE", `/admin/price-lists/${id}`),
  );
  if (answer.status < 300) world.forget("price list", id);
  return {};
}

/** Coupons, automatic promotions, campaigns and price lists. */
export const promotions: readonly Action[] = [
  { name: "create a coupon", weight: 4, run: (world, chance) => create(world, chance, false) },
  { name: "create an automatic promotion", weight: 3, run: (world, chance) => create(world, chance, true) },
  { name: "change a promotion", weight: 3, run: update },
  { name: "delete a promotion", weight: 3, run: remove },
  { name: "create a price list", weight: 2, run: createPriceList },
  { name: "delete a price list", weight: 2, run: removePriceList },
];
