import { beforeEach, describe, expect, it } from "vitest";
import { keptIn } from "./kept";

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((one) => typeof one === "number");
const denied = (): Storage => {
  throw new DOMException("denied", "SecurityError");
};
const full = (): Storage =>
  ({
    getItem: () => null,
    removeItem: () => undefined,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  }) as unknown as Storage;

beforeEach(() => localStorage.clear());

describe.each([
  ["sound", () => localStorage],
  ["denied", denied],
  ["full", full],
])("storage that is %s", (_what, open) => {
  it("keeps what is written while the page is open, and forgets what is removed", () => {
    const kept = keptIn(open);
    expect(kept.read("a")).toBeUndefined();
    kept.write("a", "1");
    kept.write("a", "2");
    expect(kept.read("a")).toBe("2");
    kept.remove("a");
    expect(kept.read("a")).toBeUndefined();
    kept.writeJson("b", [1]);
    expect(kept.readJson("b", isNumbers)).toEqual([1]);
  });
});

it("a later page reads what sound storage kept", () => {
  keptIn(() => localStorage).write("a", "1");
  expect(keptIn(() => localStorage).read("a")).toBe("1");
});

it.each(["{bad", "null", '"text"', "[null]", '["1"]'])("damaged %s is as good as nothing", (text) => {
  localStorage.setItem("a", text);
  expect(keptIn(() => localStorage).readJson("a", isNumbers)).toBeUndefined();
});
