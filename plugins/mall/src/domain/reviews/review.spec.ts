import { describe, expect, it } from "vitest";
import {
  additionRefusal,
  ratingOf,
  reviewListShape,
  reviewRefusal,
  reviewShape,
  shownAuthor,
} from "./review";

describe("what may be reviewed", () => {
  const kept = { state: "received", quantity: 2, refunded_quantity: 1 } as const;
  it("is what was paid, arrived and was kept in part", () => {
    expect(reviewRefusal(kept)).toBeNull();
    expect(reviewRefusal({ ...kept, refunded_quantity: 2 })).toBe("review_unavailable");
    for (const state of ["to_pay", "to_ship", "shipped", "canceled", "refunded"] as const)
      expect(reviewRefusal({ ...kept, state })).toBe("review_unavailable");
  });

  it("can be added to once, within 180 days", () => {
    const created_at = new Date("2026-01-01T00:00:00Z");
    const after = (days: number) => new Date(created_at.getTime() + days * 86_400_000);
    expect(additionRefusal({ created_at, added_at: null }, after(180))).toBeNull();
    expect(additionRefusal({ created_at, added_at: null }, after(181))).toBe("review_unavailable");
    expect(additionRefusal({ created_at, added_at: after(1) }, after(2))).toBe("review_added_already");
  });
});

describe("a review's author", () => {
  it.each([
    ["林晓雨", false, "林**雨"],
    ["林", false, "林**"],
    ["👩‍🚀", false, "👩**🚀"],
    ["  ", false, "匿名用户"],
    [undefined, false, "匿名用户"],
    ["林晓雨", true, "匿名用户"],
  ])("%s, anonymous: %s, is %s", (nickname, is_anonymous, shown) => {
    expect(shownAuthor(nickname, is_anonymous)).toBe(shown);
  });
});

describe("a product's rating", () => {
  it("has no mean without reviews", () => {
    expect(ratingOf([0, 0, 0, 0, 0])).toEqual({ count: 0, stars_tenths: null, good_percent: null });
  });
  it("rounds the mean, and praise down", () => {
    expect(ratingOf([1, 0, 0, 0, 2])).toEqual({ count: 3, stars_tenths: 37, good_percent: 66 });
    expect(ratingOf([0, 0, 0, 1, 0])).toEqual({ count: 1, stars_tenths: 40, good_percent: 100 });
  });
});

describe("a review's form", () => {
  it("needs stars from one to five, and takes nine pictures, each once", () => {
    const least = { order_line_id: "ordli_1", stars: 5 };
    expect(reviewShape.parse(least)).toEqual({ ...least, text: "", is_anonymous: false, picture_ids: [] });
    for (const stars of [0, 6, 1.5, "5"])
      expect(reviewShape.safeParse({ ...least, stars }).success).toBe(false);
    const pictures = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);
    expect(reviewShape.safeParse({ ...least, picture_ids: pictures(9) }).success).toBe(true);
    expect(reviewShape.safeParse({ ...least, picture_ids: pictures(10) }).success).toBe(false);
    expect(reviewShape.safeParse({ ...least, picture_ids: ["p", "p"] }).success).toBe(false);
    expect(reviewShape.safeParse({ ...least, text: "好".repeat(501) }).success).toBe(false);
  });
  it("lists ten of all kinds where nothing is asked", () => {
    expect(reviewListShape.parse({})).toEqual({ kind: "all", limit: 10 });
  });
});
