import { expect, it } from "vitest";
import { addressRefusal, hidingRefusal, reminderRefusal } from "./own-order";

const now = new Date("2026-03-02T00:00:00Z");

it.each([
  ["to_pay", "order_not_finished"],
  ["to_ship", "order_not_finished"],
  ["shipped", "order_not_finished"],
  ["received", null],
  ["canceled", null],
  ["refunded", null],
] as const)("hiding an order that is %s: %s", (state, code) => {
  expect(hidingRefusal({ state })).toBe(code);
});

it.each([
  ["to_ship", null, null],
  ["to_ship", new Date("2026-03-01T00:00:01Z"), "reminded_already"],
  ["to_ship", new Date("2026-03-01T00:00:00Z"), null],
  ["shipped", null, "order_not_waiting"],
  ["to_pay", null, "order_not_waiting"],
] as const)("reminding of an order that is %s, last at %s: %s", (state, reminded_at, code) => {
  expect(reminderRefusal({ state, reminded_at }, now)).toBe(code);
});

it.each([
  ["to_ship", false, "浙江省", null],
  ["to_pay", false, "浙江省", null],
  ["to_ship", false, "江苏省", "address_elsewhere"],
  ["to_ship", true, "浙江省", "address_fixed"],
  ["shipped", true, "浙江省", "address_fixed"],
  ["canceled", false, "浙江省", "address_fixed"],
] as const)(
  "another address for an order that is %s (sent: %s) in %s: %s",
  (state, is_sent, province, code) => {
    expect(addressRefusal({ state, is_sent, province: "浙江省" }, { province })).toBe(code);
  },
);
