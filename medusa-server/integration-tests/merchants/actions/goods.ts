import type { Chance } from "../../../../plugins/distribution/integration-tests/simulation/chance";
import { isSound, type ProductRecord } from "../model";
import { fresh, type World } from "../world";
import { type Action, pick, type Touched } from "./action";

/** Prices a form lets through, in yuan; the shop deals in whole fen above zero. */
const ODD_PRICES = [19.999, 0.001, -5, 0, 1e9, 1e15, 33.333_333, 0.1 + 0.2];
const MOST_SOUND = 12;

interface AdminVariant {
  readonly id: string;
  readonly prices: readonly { readonly id: string; readonly currency_code: string }[];
  readonly inventory_items: readonly { readonly inventory_item_id: string }[];
}

const thing = ({ id }: ProductRecord) => ({ kind: "product", id }) as const;

/** Puts something new on the shelf, with stock. */
export async function addProduct(
  world: World,
  price_yuan: number,
  stock = 100_000,
): Promise<ProductRecord | null> {
  const { channel_id, profile_id, location_id } = world.premises;
  const title = fresh("流水商品 ");
  const made = await world.merchant<{ product: { id: string; variants: { id: string }[] } }>(
    "POST",
    "/admin/products",
    {
      title,
      handle: fresh("m"),
      status: "published",
      options: [{ title: "规格", values: ["默认"] }],
      variants: [
        {
          title: "默认",
          options: { 规格: "默认" },
          prices: [{ currency_code: "cny", amount: price_yuan }],
          manage_inventory: true,
          metadata: { cost_fen: "700" },
        },
      ],
      sales_channels: [{ id: channel_id }],
      shipping_profile_id: profile_id,
      metadata: { cost_fen: "700" },
    },
  );
  if (made.status >= 300) return null;
  const { id, variants } = made.body.product;
  const detail = await world.merchant<{ variant: AdminVariant }>(
    "GET",
    `/admin/products/${id}/variants/${variants[0]?.id}?fields=*inventory_items,*prices`,
  );
  const { variant } = detail.body;
  const inventory_item_id = variant.inventory_items[0]?.inventory_item_id ?? "";
  const price_id = variant.prices.find(({ currency_code }) => currency_code === "cny")?.id ?? "";
  await world.merchant("POST", `/admin/inventory-items/${inventory_item_id}/location-levels`, {
    location_id,
    stocked_quantity: stock,
  });
  const product: ProductRecord = {
    id,
    title,
    variants: [{ id: variant.id, inventory_item_id, price_id }],
    blemishes: new Set(isWholeFen(price_yuan) ? [] : ["price"]),
  };
  world.products.push(product);
  return product;
}

const isWholeFen = (price: number) =>
  price > 0 && price < 1e7 && Math.abs(price * 100 - Math.round(price * 100)) < 1e-6;

/** Whether a person could have written it; what only a sum of fractions gives may be refused. */
const isWrittenInFen = (price: number) => isWholeFen(price) && /^\d+(?:\.\d{1,2})?$/.test(String(price));

function blemish(
  { blemishes }: ProductRecord,
  what: "price" | "stock" | "display" | "variants",
  isOdd: boolean,
): void {
  if (isOdd) blemishes.add(what);
  else blemishes.delete(what);
}

async function setPrice(world: World, product: ProductRecord, amount: number): Promise<void> {
  const [variant] = product.variants;
  if (!variant) return;
  const answer = await world.attempt(
    thing(product),
    () =>
      world.merchant("POST", `/admin/products/${product.id}/variants/${variant.id}`, {
        prices: [{ id: variant.price_id, currency_code: "cny", amount }],
      }),
    isWrittenInFen(amount) ? "a price of whole fen can be set" : undefined,
  );
  if (answer.status < 300) blemish(product, "price", !isWholeFen(amount));
}

/** Something that hides nothing else: a product nobody counts on. */
const spare = (world: World, chance: Chance) => {
  const isEnough = world.products.filter(isSound).length > 4;
  return pick(chance, world.products, (one) => isEnough || !isSound(one));
};

async function onSpare(
  world: World,
  chance: Chance,
  act: (product: ProductRecord) => Promise<void>,
): Promise<Touched> {
  const product = spare(world, chance);
  if (!product) return null;
  await act(product);
  return {};
}

async function remove(world: World, product: ProductRecord): Promise<void> {
  const answer = await world.attempt(thing(product), () =>
    world.merchant("DELETE", `/admin/products/${product.id}`),
  );
  if (answer.status < 300) world.products.splice(world.products.indexOf(product), 1);
}

async function update(
  world: World,
  product: ProductRecord,
  body: object,
  staysSound: boolean,
): Promise<void> {
  const answer = await world.attempt(thing(product), () =>
    world.merchant("POST", `/admin/products/${product.id}`, body),
  );
  if (answer.status < 300 && !staysSound) blemish(product, "display", true);
}

const ODD_UPDATES = (world: World): readonly (readonly [object, boolean])[] => [
  [{ status: "draft" }, false],
  [{ sales_channels: [] }, false],
  [{ title: "藤".repeat(300) }, false],
  [{ title: "流水商品 <b>&'\" \\ %00" }, false],
  [{ thumbnail: "not an address" }, false],
  [{ subtitle: "", description: "" }, true],
  [{ metadata: { cost_fen: "free", anything: { deep: [1, 2, 3] } } }, true],
  [{ metadata: null }, true],
  [{ discountable: false }, true],
  [{ weight: -1, height: 1e9 }, true],
  [{ shipping_profile_id: null }, false],
  [{ handle: world.products[0]?.title ?? "x" }, false],
  [{ images: [], thumbnail: null }, true],
];

async function setStock(world: World, product: ProductRecord, stocked_quantity: number): Promise<void> {
  const [variant] = product.variants;
  if (!variant) return;
  const path = `/admin/inventory-items/${variant.inventory_item_id}/location-levels/${world.premises.location_id}`;
  const answer = await world.attempt(thing(product), () =>
    world.merchant("POST", path, { stocked_quantity }),
  );
  if (answer.status >= 300) return;
  const isShort = stocked_quantity < 1_000;
  blemish(product, "stock", isShort);
  if (isShort) world.remember("short stock", variant.inventory_item_id);
}

async function addVariant(world: World, product: ProductRecord, amount: number): Promise<void> {
  const value = fresh("规格");
  const answer = await world.attempt<{ product: { variants: AdminVariant[] } }>(thing(product), () =>
    world.merchant("POST", `/admin/products/${product.id}/variants`, {
      title: value,
      options: { 规格: "默认" },
      prices: [{ currency_code: "cny", amount }],
      manage_inventory: true,
    }),
  );
  if (answer.status < 300 && !isWholeFen(amount)) blemish(product, "variants", true);
}

async function removeVariant(world: World, product: ProductRecord): Promise<void> {
  const [variant] = product.variants;
  const path = `/admin/products/${product.id}/variants/${variant?.id}`;
  const answer = await world.attempt(thing(product), () => world.merchant("DELETE", path));
  if (answer.status < 300) blemish(product, "variants", true);
}

/** Products, prices, variants and stock. */
export const goods: readonly Action[] = [
  {
    name: "add a product",
    weight: 3,
    run: async (world, chance) => {
      if (world.products.filter(isSound).length >= MOST_SOUND) return null;
      const made = await addProduct(world, chance.whole(1, 20_000) / 100);
      if (!made) world.fault("a product could not be made");
      return {};
    },
  },
  {
    name: "add a product with an odd price",
    weight: 2,
    run: async (world, chance) => {
      await addProduct(world, chance.oneOf(ODD_PRICES));
      return {};
    },
  },
  {
    name: "set an odd price",
    weight: 4,
    run: (world, chance) => {
      const price = chance.oneOf(ODD_PRICES);
      return onSpare(world, chance, (product) => setPrice(world, product, price));
    },
  },
  {
    name: "set a price",
    weight: 4,
    run: (world, chance) => {
      const price = chance.whole(1, 30_000) / 100;
      return onSpare(world, chance, (product) => setPrice(world, product, price));
    },
  },
  {
    name: "change a product",
    weight: 4,
    run: (world, chance) => {
      const [body, staysSound] = chance.oneOf(ODD_UPDATES(world));
      return onSpare(world, chance, (product) => update(world, product, body, staysSound));
    },
  },
  {
    name: "set stock",
    weight: 4,
    run: (world, chance) => {
      const much = chance.oneOf([0, 1, -1, 0.5, 1.5, 5_000, 1e12, 100_000]);
      return onSpare(world, chance, (product) => setStock(world, product, much));
    },
  },
  {
    name: "add a variant",
    weight: 2,
    run: (world, chance) => {
      const price = chance.oneOf([12.5, 9.999, 0, -1]);
      return onSpare(world, chance, (product) => addVariant(world, product, price));
    },
  },
  {
    name: "remove a variant",
    weight: 1,
    run: (world, chance) => onSpare(world, chance, (one) => removeVariant(world, one)),
  },
  {
    name: "delete a product",
    weight: 2,
    run: (world, chance) => onSpare(world, chance, (one) => remove(world, one)),
  },
];
