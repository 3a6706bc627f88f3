import { expect, test } from "vitest";
import { AddressBrake } from "./address-brake";

const at = (second: number) => new Date(Date.UTC(2026, 10, 30, 0, 0, second));

test("an address sends as often as allowed, then waits, then goes on", () => {
  const brake = new AddressBrake(60);
  for (let time = 0; time < 60; time++) expect(brake.take("1.2.3.4", at(0))).toBeNull();
  expect(brake.take("1.2.3.4", at(0))).toBe(1);
  expect(brake.take("5.6.7.8", at(0))).toBeNull();
  expect(brake.take("1.2.3.4", at(2))).toBeNull();
});

test("a clock that goes back gives nothing away", () => {
  const brake = new AddressBrake(10);
  for (let time = 0; time < 10; time++) brake.take("a", at(30));
  expect(brake.take("a", at(0))).not.toBeNull();
});

test("addresses without end take no memory without end", () => {
  const brake = new AddressBrake(10, 2);
  for (let time = 0; time < 10; time++) brake.take("a", at(0));
  brake.take("b", at(0));
  brake.take("c", at(0));
  expect(brake.take("a", at(0))).toBeNull();
});
