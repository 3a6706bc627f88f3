import { beforeEach, expect, it } from "vitest";
import { uniStorage } from "./uni-storage";

beforeEach(() => localStorage.clear());

it("is to uni-app what the browser's storage is", () => {
  const { getItem, setItem, removeItem } = uniStorage as unknown as Storage;
  expect(uniStorage.UNI_LOCALE).toBeUndefined();
  uniStorage.UNI_LOCALE = "zh-Hans";
  expect(getItem("UNI_LOCALE")).toBe("zh-Hans");
  expect(localStorage.getItem("UNI_LOCALE")).toBe("zh-Hans");
  setItem("UNI_LOCALE", "en");
  expect(uniStorage.UNI_LOCALE).toBe("en");
  removeItem("UNI_LOCALE");
  expect(getItem("UNI_LOCALE")).toBeNull();
});
