import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import {
  batchLinkProductsToCollectionWorkflow,
  createCollectionsWorkflow,
} from "@medusajs/medusa/core-flows";
import { setHomeContentWorkflow } from "@tengman/mall/workflows";
import { bannerDrawing } from "../pictures/banners";
import type { ProductIds } from "./catalogue";
import { FREIGHT } from "./fulfilment";
import { uploadDrawings } from "./pictures";
import { COUPONS } from "./promotions";

interface CollectionDraft {
  handle: string;
  title: string;
  products: string[];
}

const COLLECTIONS: readonly CollectionDraft[] = [
  {
    handle: "owners-picks",
    title: "店主推荐",
    products: [
      "longjing-green-tea",
      "stoneware-mug",
      "rattan-basket",
      "wireless-headphones",
      "heavy-cotton-tee",
      "plush-bear",
      "body-wash",
      "oat-cookies",
    ],
  },
  {
    handle: "slow-tea",
    title: "坐下来喝杯茶",
    products: [
      "dahongpao-oolong",
      "jasmine-tea-bags",
      "yunnan-coffee-beans",
      "gooseneck-kettle",
      "nougat",
      "dried-plums",
    ],
  },
  {
    handle: "gift-ideas",
    title: "送礼想法",
    products: [
      "wool-scarf",
      "scented-candle",
      "ceramic-vase",
      "enamel-pot",
      "sonic-toothbrush",
      "dark-chocolate",
    ],
  },
];

/** Collections for the home page's sections, its banners, and what every product's page promises. */
export async function ensureHome(
  container: MedusaContainer,
  shop_origin: string | undefined,
  products: ProductIds,
): Promise<void> {
  const sections = [];
  for (const draft of COLLECTIONS) {
    const id = await ensureCollection(container, draft, products);
    sections.push({ title: draft.title, source: { kind: "collection" as const, id } });
  }
  await setHomeContentWorkflow(container).run({
    input: {
      banners: await banners(container, shop_origin),
      coupons: COUPONS.map((coupon) => ({ ...coupon })),
      sections: [...sections, { title: "新品上架", source: { kind: "newest" as const } }],
      services: ["七天无理由退货", "48 小时内发货", "破损包赔"],
      freight_note: `满 ${FREIGHT.free_from_yuan} 元包邮，未满收取 ${FREIGHT.yuan} 元`,
    },
  });
}

async function ensureCollection(
  container: MedusaContainer,
  draft: CollectionDraft,
  products: ProductIds,
): Promise<string> {
  const [known] = await container.resolve(Modules.PRODUCT).listProductCollections({ handle: draft.handle });
  const id = known?.id ?? (await createCollection(container, draft));
  const add = draft.products.flatMap((handle) => products.get(handle) ?? []);
  await batchLinkProductsToCollectionWorkflow(container).run({ input: { id, add } });
  return id;
}

async function createCollection(
  container: MedusaContainer,
  { handle, title }: CollectionDraft,
): Promise<string> {
  const { result } = await createCollectionsWorkflow(container).run({
    input: { collections: [{ handle, title }] },
  });
  const created = result[0];
  if (!created) throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "the collection was not created");
  return created.id;
}

/** Three banners, each leading to a category. */
async function banners(container: MedusaContainer, shop_origin: string | undefined) {
  const drafts = [
    { scene: "tea", title: "春茶到店", subtitle: "龙井、岩茶与花茶，现货发出", category: "tea-and-coffee" },
    { scene: "home", title: "把家布置得舒服些", subtitle: "满 99 元包邮", category: "home-living" },
    { scene: "gift", title: "全场九折", subtitle: "结算时输入 VINE10", category: "clothing" },
  ] as const;
  const images = await uploadDrawings(
    container,
    shop_origin,
    drafts.map(({ scene }) => bannerDrawing(scene)),
  );
  const categories = await container
    .resolve(Modules.PRODUCT)
    .listProductCategories({ handle: drafts.map(({ category }) => category) });
  return drafts.map(({ title, subtitle, category }, index) => ({
    title,
    subtitle,
    image_url: images[index] ?? "",
    link: `/pages/product-list/index?category_id=${categories.find(({ handle }) => handle === category)?.id ?? ""}`,
  }));
}
