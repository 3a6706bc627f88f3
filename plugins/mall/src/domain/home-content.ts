import { z } from "zod";

const text = z.string().trim().min(1).max(200);

export const sourceShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("collection"), id: text }),
  z.object({ kind: z.literal("category"), id: text }),
  z.object({ kind: z.literal("products"), ids: z.array(text).min(1).max(50) }),
  z.object({ kind: z.literal("newest") }),
]);

/** What a merchant puts on the shop's home page; the products of a section are read when the page is. */
export const homeContentShape = z.object({
  banners: z
    .array(z.object({ title: text, subtitle: z.string().max(200).default(""), image_url: text, link: text }))
    .max(10)
    .default([]),
  coupons: z
    .array(z.object({ code: text, title: text, description: z.string().max(200).default("") }))
    .max(20)
    .default([]),
  sections: z
    .array(z.object({ title: text, source: sourceShape, limit: z.number().int().min(1).max(50).default(8) }))
    .max(20)
    .default([]),
  /** Promises shown on every product's page, such as 七天无理由退货. */
  services: z.array(text).max(10).default([]),
  /** A sentence about freight shown on every product's page. */
  freight_note: z.string().max(200).default(""),
});

export type HomeContent = z.infer<typeof homeContentShape>;
/** As a caller may write it: what has a default may be left out. */
export type HomeContentInput = z.input<typeof homeContentShape>;
export type SectionSource = z.infer<typeof sourceShape>;

/** The page of a shop whose merchant has put nothing on it yet. */
export const EMPTY_HOME: HomeContent = homeContentShape.parse({});
