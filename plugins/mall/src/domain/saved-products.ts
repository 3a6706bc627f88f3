import { z } from "zod";

/** What a shopper keeps on purpose, and what they looked at. */
export const SAVED_LISTS = ["favourites", "footprints"] as const;
export type SavedList = (typeof SAVED_LISTS)[number];

/** How long a list may grow before its oldest products are dropped. */
export const MOST_SAVED = 200;

/** Query of `GET /store/mall/favourites` and `GET /store/mall/footprints`. */
export const savedListShape = z.object({
  limit: z.coerce.number().int().min(1).max(50).default(20),
  offset: z.coerce.number().int().min(0).max(MOST_SAVED).default(0),
});

export type SavedListRequest = z.infer<typeof savedListShape>;
