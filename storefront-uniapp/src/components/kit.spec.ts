import { mount } from "@vue/test-utils";
import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { nextTick } from "vue";
import AppButton from "./app-button.vue";
import AppSheet from "./app-sheet.vue";
import PriceText from "./price-text.vue";
import QuantityStepper from "./quantity-stepper.vue";
import StateNotice from "./state-notice.vue";
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
