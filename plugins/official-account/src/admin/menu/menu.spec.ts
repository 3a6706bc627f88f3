import { describe, expect, it } from "vitest";
import {
  addTo,
  changeAt,
  type Draft,
  differencePlace,
  draftOf,
  EMPTY_BUTTON,
  menuOf,
  moveOn,
  problemsOf,
  removeAt,
  shownName,
} from "./menu";

const view = { name: "商城", type: "view", url: "https://shop.example.com/" };
const click = { name: "客服", type: "click", key: "HELP" };

describe("a menu that is edited", () => {
  it("is what the server gave when nothing was changed", () => {
    const menu = { button: [view, { name: "更多", sub_button: [click, view] }] };
    expect(menuOf(draftOf(menu.button))).toEqual(menu);
  });

  it("reads the addresses of WeChat's console, which it calls values", () => {
    expect(menuOf(draftOf([{ name: "商城", type: "view", value: view.url }]))).toEqual({ button: [view] });
  });

  it("takes, changes, moves and loses buttons on both levels", () => {
    const draft = addTo(addTo(addTo([], null), null), 1);
    const named = changeAt(
      changeAt(
        changeAt(draft, { first: 0, second: null }, view as never),
        { first: 1, second: null },
        { name: "更多" },
      ),
      { first: 1, second: 0 },
      click as never,
    );
    expect(menuOf(named)).toEqual({ button: [view, { name: "更多", sub_button: [click] }] });
    expect(menuOf(moveOn(named, { first: 0, second: null })).button.map(({ name }) => name)).toEqual([
      "更多",
      "商城",
    ]);
    expect(moveOn(named, { first: 1, second: null })).toEqual(named);
    expect(removeAt(named, { first: 1, second: 0 })[1]?.sub_button).toEqual([]);
    expect(removeAt(named, { first: 0, second: null })).toHaveLength(1);
  });

  it.each<[string, Draft, number]>([
    ["nothing in it", [], 1],
    ["no name and no address", [EMPTY_BUTTON], 2],
    ["a name over WeChat's bytes", draftOf([{ ...view, name: "一二三四五六" }]), 1],
    ["no key", draftOf([{ name: "客服", type: "click" }]), 1],
    ["an address that is none", draftOf([{ ...view, url: "shop.example.com" }]), 1],
    ["a mini program without an id and a page", draftOf([{ ...view, type: "miniprogram" }]), 2],
    ["a folder whose button lacks its address", draftOf([{ name: "更多", sub_button: [{ name: "空" }] }]), 1],
  ])("cannot be saved with %s", (_what, draft, count) => {
    expect(problemsOf(draft)).toHaveLength(count);
  });

  it("has no problem within the limits", () => {
    expect(problemsOf(draftOf([view, { name: "更多", sub_button: [click] }]))).toEqual([]);
  });
});

describe("a name", () => {
  it.each([
    ["进入商城", "first", "进入商城"],
    ["进入我的商城", "first", "进入我的…"],
    ["ABCDEFGH", "first", "ABCDEFGH"],
    ["ABCDEFGHI", "first", "ABCDEFGH…"],
    ["一二三四五六七八九", "second", "一二三四五六七八…"],
  ] as const)("%s is cut on the %s level as WeChat cuts it", (name, level, shown) => {
    expect(shownName(name, level)).toBe(shown);
  });
});

it("a difference's place is said in words", () => {
  expect(differencePlace("2")).toBe("菜单 2");
  expect(differencePlace("1.2")).toBe("菜单 1 的第 2 项");
});
