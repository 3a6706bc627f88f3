import { z } from "zod";
import type { AmountFault } from "./money";

/**
 * Kinds of things in Medusa that a shop cannot sell or show as they are, with what the merchant is told. What has a
 * fault is left out where shoppers look; everything beside it goes on.
 */
export const FAULT_KINDS = {
  price_invalid: {
    label: "价格无法使用",
    remedy: "把售价改为精确到分、不小于零且不超过一千万元的金额；改好之前该规格不对外展示",
  },
  price_missing: { label: "没有人民币售价", remedy: "为该规格填写人民币售价；填写之前它不对外展示" },
  product_unreadable: {
    label: "商品资料无法读取",
    remedy: "检查商品的标题、规格与附加数据；改好之前该商品不对外展示",
  },
  shipping_price_invalid: {
    label: "运费无法使用",
    remedy: "把运费改为精确到分、不小于零的金额；改好之前下单不会选用该配送方式",
  },
  promotion_unusable: {
    label: "促销无法使用",
    remedy: "检查促销的金额与条件，或停用它；改好之前该促销不参与计算",
  },
  home_entry_missing: { label: "首页内容已不存在", remedy: "从首页内容中移除，或换成在售的商品、分类或合集" },
  order_unreadable: {
    label: "订单金额无法读取",
    remedy: "检查订单的改单、退换与附加费用，金额须精确到分，数量须为整数",
  },
  shop_cannot_sell: { label: "商城暂时无法销售", remedy: "补齐所缺的设置后，商城会自动恢复" },
} as const satisfies Record<string, { label: string; remedy: string }>;

export type FaultKind = keyof typeof FAULT_KINDS;

/** What a fault can be about: it decides which of the admin's pages the merchant is sent to. */
export type FaultSubject = "product" | "shipping_option" | "promotion" | "home" | "order" | "shop";

/** Something that was left out, seen once more or for the first time. */
export interface MerchantFault {
  kind: FaultKind;
  subject_type: FaultSubject;
  /** Medusa's id of what it is about. */
  subject_id: string;
  /** Which part of it, such as a variant's id; empty for all of it. */
  part?: string;
  /** What the merchant calls it. */
  title: string;
  /** What is wrong, such as the amount that was read. */
  detail: string;
}

/** What tells one fault from another, however often it is seen. */
export const faultKey = ({
  kind,
  subject_id,
  part = "",
}: Pick<MerchantFault, "kind" | "subject_id" | "part">) => `${kind}:${subject_id}:${part}`;

/** What is wrong with an amount, in the merchant's words. */
export const AMOUNT_FAULTS: Readonly<Record<AmountFault, string>> = {
  missing: "没有金额",
  not_an_amount: "不是金额",
  fraction_of_fen: "有不足一分的零头",
  negative: "小于零",
  too_large: "超过一千万元",
};

/** The query of the merchant's list. */
export const faultListShape = z.object({
  subject_id: z.string().trim().min(1).max(100).optional(),
  state: z.enum(["open", "resolved"]).default("open"),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
});

export type FaultList = z.infer<typeof faultListShape>;
