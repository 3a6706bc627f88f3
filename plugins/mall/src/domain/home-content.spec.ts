import { describe, expect, it } from "vitest";
import { EMPTY_HOME, homeContentShape } from "./home-content";

describe("homeContentShape", () => {
  it("fills what was left out", () => {
    const content = homeContentShape.parse({ sections: [{ title: "新品", source: { kind: "newest" } }] });
    expect(content.sections[0]?.limit).toBe(8);
    expect(content.banners).toEqual([]);
  });
  it("refuses a section without a source it knows", () => {
    expect(
      homeContentShape.safeParse({ sections: [{ title: "新品", source: { kind: "magic" } }] }).success,
    ).toBe(false);
  });
  it("has an empty page", () => {
    expect(EMPTY_HOME).toEqual({ banners: [], coupons: [], sections: [], services: [], freight_note: "" });
  });
});
