import { describe, expect, it } from "vitest";
import { compareMenus, menuShape } from "./menu";

const view = { name: "商城", type: "view", url: "https://shop.example.com/" };
const click = { name: "客服", type: "click", key: "HELP" };
const many = (count: number, one: object) => Array.from({ length: count }, () => one);

describe("a menu", () => {
  it("has three buttons, with five below each", () => {
    const folder = { name: "更多", sub_button: many(5, { ...click, name: "八个汉字的按钮名" }) };
    expect(menuShape.safeParse({ button: [view, click, folder] }).success).toBe(true);
  });

  it.each([
    ["no button", []],
    ["four buttons", many(4, view)],
    ["six below one", [{ name: "更多", sub_button: many(6, view) }]],
    ["none below one", [{ name: "更多", sub_button: [] }]],
    ["a third level", [{ name: "更多", sub_button: [{ name: "再多", sub_button: [view] }] }]],
    ["a name of 18 bytes", [{ ...view, name: "六个汉字啊啊" }]],
    ["a name of 63 bytes below", [{ name: "更多", sub_button: [{ ...view, name: "二".repeat(21) }] }]],
    ["an empty name", [{ ...view, name: " " }]],
    ["a key of 129 bytes", [{ ...click, key: "k".repeat(129) }]],
    ["a link that is no web address", [{ ...view, url: "javascript:alert(1)" }]],
    ["a type it does not know", [{ name: "x", type: "fly" }]],
    ["a link without its address", [{ name: "x", type: "view" }]],
    ["a button that acts and opens", [{ ...click, sub_button: [view] }]],
    ["a mini program without a page", [{ ...view, type: "miniprogram", appid: "wx0123456789abcdef" }]],
  ])("with %s is refused", (_, button) => {
    expect(menuShape.safeParse({ button }).success).toBe(false);
  });
});

describe("comparing with what is live", () => {
  it("finds nothing where nothing was changed, however the console calls it", () => {
    const live = [{ name: "商城", type: "view", value: "https://shop.example.com/" }, click];
    expect(compareMenus([view, click], live)).toEqual([]);
  });

  it("names every place that differs", () => {
    const ours = [{ name: "更多", sub_button: [view, click] }];
    const live = [{ name: "更多", sub_button: [view, { ...click, key: "OTHER" }] }, click];
    expect(compareMenus(ours, live)).toEqual([
      { at: "1.2", ours: "客服 · click · HELP", live: "客服 · click · OTHER" },
      { at: "2", ours: null, live: "客服 · click · HELP" },
    ]);
  });
});
