import { beforeEach, expect, it } from "vitest";
import { deviceId } from "./device";

beforeEach(() => localStorage.clear());

it("names a browser at random once and keeps the name", () => {
  const first = deviceId();
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(deviceId()).toBe(first);
  localStorage.clear();
  expect(deviceId()).not.toBe(first);
});
