import { z } from "zod";
import { sourceShape } from "../home-content";

/** How much a home page holds. */
export const HOME_LIMITS = { blocks: 40, items: 20 } as const;

const text = (most: number) => z.string().trim().max(most);
const title = text(40).min(1);
const moment = z.iso.datetime().optional();

/** Another page of this shop. What could leave it is no link: `//elsewhere`, or a backslash that browsers take for `/`. */
const link = z
  .string()
  .trim()
  .max(500)
  .regex(/^(\/(?![/\\])[^\\\s]*)?$/)
  .default("");
/** A picture of the shop's own storage, or of another one by https. */
const picture = z
  .string()
  .trim()
  .max(1_000)
  .regex(/^(https?:\/\/|\/(?!\/))[^\s"'<>]+$/);
/** Where a shopper reaches a person: WeChat's customer service, a mail address or a telephone. */
const contact = z
  .string()
  .trim()
  .max(500)
  .regex(/^(https:\/\/work\.weixin\.qq\.com\/[^\s"'<>]*|tel:\+?[\d-]{5,20}|mailto:[^\s@"'<>]+@[^\s@"'<>]+)$/);

const pictureItem = z.object({ title: text(40).default(""), image_url: picture, link });

const id = z.string().trim().min(1).max(40);
/** A block and its name, by which the editor and the page tell blocks of one kind apart. */
const block = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.object({ id, kind: z.literal(kind), ...shape });

/** What the merchant puts on the home page, from top to bottom. */
export const homeBlockShape = z.discriminatedUnion("kind", [
  block("search", { placeholder: text(20).default("") }),
  block("banner", {
    items: z
      .array(
        pictureItem.extend({
          subtitle: text(60).default(""),
          /** Shown from and until then, where given. */
          starts_at: moment,
          ends_at: moment,
        }),
      )
      .min(1)
      .max(HOME_LIMITS.items),
  }),
  block("notice", { text: text(120).min(1), link }),
  block("icons", {
    /** Medusa's categories, or the merchant's own. */
    source: z.enum(["categories", "own"]).default("categories"),
    items: z.array(pictureItem).max(HOME_LIMITS.items).default([]),
  }),
  block("cube", {
    layout: z.enum(["row", "one_and_two", "grid"]).default("row"),
    items: z.array(pictureItem).min(1).max(6),
  }),
  block("products", {
    title,
    layout: z.enum(["grid", "list", "scroll", "large"]).default("grid"),
    source: sourceShape,
    limit: z.number().int().min(1).max(50).default(8),
  }),
  block("coupons", {
    items: z
      .array(
        z.object({ code: text(100).min(1), title: text(100).min(1), description: text(200).default("") }),
      )
      .min(1)
      .max(HOME_LIMITS.items),
  }),
  block("text", { source: z.string().trim().min(1).max(5_000) }),
  block("spacer", {
    height_px: z.number().int().min(4).max(120).default(12),
    has_line: z.boolean().default(false),
  }),
  block("service", { title: text(12).min(1), link: contact }),
]);

export type HomeBlock = z.infer<typeof homeBlockShape>;
export type BlockKind = HomeBlock["kind"];
export type BlockOf<Kind extends BlockKind> = Extract<HomeBlock, { kind: Kind }>;

export const homeBlocksShape = z
  .array(homeBlockShape)
  .max(HOME_LIMITS.blocks)
  .refine((blocks) => new Set(blocks.map((block) => block.id)).size === blocks.length);

/** Body of `POST /admin/mall/home/draft`: `revision` is the draft's as it was read, 0 before there was one. */
export const homeDraftShape = z.object({ blocks: homeBlocksShape, revision: z.number().int().min(0) });

/** Body of `POST /admin/mall/home/publish`: the draft as it was read, at once or from a moment on. */
export const homePublishShape = z.object({
  revision: z.number().int().min(1),
  live_from: z.iso.datetime().optional(),
  note: text(100).default(""),
});

/** Body of `POST /admin/mall/home/preview`. */
export const homePreviewShape = z.object({ blocks: homeBlocksShape });

export type HomeDraft = z.infer<typeof homeDraftShape>;
export type HomePublish = z.infer<typeof homePublishShape>;

/** The blocks of one kind, in their order. */
export function blocksOfKind<Kind extends BlockKind>(
  blocks: readonly HomeBlock[],
  kind: Kind,
): BlockOf<Kind>[] {
  return blocks.filter((block): block is BlockOf<Kind> => block.kind === kind);
}
