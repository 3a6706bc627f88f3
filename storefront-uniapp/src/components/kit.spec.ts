import { mount } from "@vue/test-utils";
import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { nextTick } from "vue";
import AppButton from "./app-button.vue";
import AppSheet from "./app-sheet.vue";
import PagedList from "./paged-list.vue";
import PriceText from "./price-text.vue";
import QuantityStepper from "./quantity-stepper.vue";
import StateNotice from "./state-notice.vue";
import TabRow from "./tab-row.vue";
import TextField from "./text-field";

const navigateTo = vi.fn();
const reLaunch = vi.fn();

beforeEach(() => {
  navigateTo.mockReset();
  reLaunch.mockReset();
  vi.stubGlobal("uni", { navigateTo, reLaunch });
  setActivePinia(createPinia());
});

describe("the button", () => {
  it("is a native button that says when it is busy and does nothing then", async () => {
    const button = mount(AppButton, { props: { busy: true }, slots: { default: "付" } });
    expect(button.element.tagName).toBe("BUTTON");
    expect(button.attributes()).toMatchObject({ type: "button", "aria-busy": "true" });
    await button.trigger("click");
    expect(button.emitted("press")).toBeUndefined();
    await button.setProps({ busy: false });
    await button.trigger("click");
    expect(button.emitted("press")).toHaveLength(1);
  });

  it("is a real link when it leads to a page, opened by the router", async () => {
    const link = mount(AppButton, { props: { to: "/pages/product/index?id=1" } });
    expect(link.element.tagName).toBe("A");
    expect(link.attributes("href")).toBe("/pages/product/index?id=1");
    await link.trigger("click");
    expect(navigateTo).toHaveBeenCalledWith({ url: "/pages/product/index?id=1" });
    await mount(AppButton, { props: { to: "/pages/cart/index" } }).trigger("click");
    expect(reLaunch).toHaveBeenCalledWith({ url: "/pages/cart/index" });
  });
});

describe("the sheet", () => {
  const open = (dismissible: boolean) =>
    mount(AppSheet, {
      props: { open: false, title: "选择", dismissible },
      slots: { default: "<p>内容</p>" },
      attachTo: document.body,
    });

  it("is a named modal dialog that takes the focus and gives it back", async () => {
    const before = document.createElement("button");
    document.body.append(before);
    before.focus();
    const sheet = open(true);
    await sheet.setProps({ open: true });
    await nextTick();
    const dialog = sheet.get('[role="dialog"]');
    expect(dialog.attributes()).toMatchObject({ "aria-modal": "true", "aria-label": "选择" });
    expect(document.activeElement).toBe(dialog.element);
    await sheet.setProps({ open: false });
    expect(document.activeElement).toBe(before);
  });

  it("catches the second tap of two for a moment after it closed", async () => {
    vi.useFakeTimers();
    const sheet = open(true);
    await sheet.setProps({ open: true });
    await sheet.setProps({ open: false });
    expect(sheet.find("[data-testid=sheet-leaving]").exists()).toBe(true);
    vi.advanceTimersByTime(400);
    await nextTick();
    expect(sheet.find("[data-testid=sheet-leaving]").exists()).toBe(false);
    vi.useRealTimers();
  });

  it("closes by Escape and by its shade, unless the question has to be answered", async () => {
    const sheet = open(true);
    await sheet.setProps({ open: true });
    await sheet.get('[role="dialog"]').trigger("keydown", { key: "Escape" });
    await sheet.get(".shade").trigger("click");
    expect(sheet.emitted("close")).toHaveLength(2);

    const question = open(false);
    await question.setProps({ open: true });
    await question.get('[role="dialog"]').trigger("keydown", { key: "Escape" });
    await question.get(".shade").trigger("click");
    expect(question.emitted("close")).toBeUndefined();
  });
});

describe("the stepper", () => {
  it("stays between one and the limit", async () => {
    const stepper = mount(QuantityStepper, { props: { quantity: 1, limit: 2 } });
    expect(stepper.get('[data-testid="stepper-less"]').attributes("disabled")).toBeDefined();
    await stepper.get('[data-testid="stepper-more"]').trigger("click");
    expect(stepper.emitted("change")).toEqual([[2]]);
    await stepper.setProps({ quantity: 2 });
    expect(stepper.get('[data-testid="stepper-more"]').attributes("disabled")).toBeDefined();
  });
});

describe("the stepper's number", () => {
  it("can be typed, within the limits", async () => {
    const stepper = mount(QuantityStepper, { props: { quantity: 1, limit: 20 } });
    const field = stepper.get('[data-testid="stepper-value"]');
    await field.setValue("12");
    await field.setValue("999");
    await field.setValue("x");
    expect(stepper.emitted("change")).toEqual([[12], [20]]);
    expect((field.element as HTMLInputElement).value).toBe("1");
  });
});

describe("a price", () => {
  it("is read aloud as one amount, not as pieces", () => {
    const price = mount(PriceText, { props: { fen: "1990", struck: true } });
    expect(price.get(".visually-hidden").text()).toBe("原价 19.90 元");
    expect(price.findAll('[aria-hidden="true"]')).toHaveLength(1);
  });
});

describe("a notice", () => {
  it("announces a failure and offers to try again", async () => {
    const notice = mount(StateNotice, { props: { title: "没有加载出来", retry: true } });
    expect(notice.attributes("role")).toBe("alert");
    await notice.get('[data-testid="retry"]').trigger("click");
    expect(notice.emitted("retry")).toHaveLength(1);
  });
});

describe("a field", () => {
  it("has its label and its error where assistive software finds them", async () => {
    const field = mount(TextField, { props: { modelValue: "", label: "收货人", error: "请填写" } });
    expect(field.element.tagName).toBe("LABEL");
    expect(field.get("input").attributes("aria-invalid")).toBe("true");
    expect(field.get('[role="alert"]').text()).toBe("请填写");
    await field.get("input").setValue("陈默");
    expect(field.emitted("update:modelValue")).toEqual([["陈默"]]);
  });
});

describe("a list in parts", () => {
  const pages = {
    items: [] as string[],
    problem: "",
    waiting: false,
    complete: true,
    restart: vi.fn(async () => {}),
    more: vi.fn(async () => {}),
    retry: vi.fn(async () => {}),
  };
  const slots = {
    default: "<ul><li v-for='one in params.items'>{{ one }}</li></ul>",
    empty: "<b>去逛逛</b>",
  };
  const show = (state: Partial<typeof pages>) =>
    mount(PagedList, { props: { pages: { ...pages, ...state }, emptyTitle: "空空如也" }, slots });

  it("says which of waiting, failed, empty and ended it is", async () => {
    expect(show({ waiting: true }).find("[data-testid=skeleton]").exists()).toBe(true);
    expect(show({}).text()).toBe("空空如也去逛逛");
    const failed = show({ problem: "网络不太顺畅" });
    await failed.get("[data-testid=retry]").trigger("click");
    expect(pages.restart).toHaveBeenCalledOnce();
    const ended = show({ items: ["甲", "乙"] });
    expect(ended.findAll("li").map((one) => one.text())).toEqual(["甲", "乙"]);
    expect(ended.text()).toContain("没有更多了");
  });

  it("keeps its items when a later part fails, and asks for that part again", async () => {
    const list = show({ items: ["甲"], complete: false, problem: "网络不太顺畅" });
    expect(list.findAll("li")).toHaveLength(1);
    await list.get("[data-testid=retry-more]").trigger("click");
    expect(pages.retry).toHaveBeenCalledOnce();
  });
});

describe("a row of tabs", () => {
  it("marks the chosen tab, counts only what there is, and tells which was pressed", async () => {
    const tabs = [
      { value: "all", label: "全部", testid: "tab-all" },
      { value: "to_pay", label: "待付款", count: 2, testid: "tab-to-pay" },
      { value: "shipped", label: "待收货", count: 0, testid: "tab-shipped" },
    ];
    const row = mount(TabRow, { props: { tabs, chosen: "all" } });
    expect(row.findAll("[role=tab]").map((tab) => [tab.text(), tab.attributes("aria-selected")])).toEqual([
      ["全部", "true"],
      ["待付款2", "false"],
      ["待收货", "false"],
    ]);
    await row.get("[data-testid=tab-to-pay]").trigger("click");
    expect(row.emitted("choose")).toEqual([["to_pay"]]);
  });
});
