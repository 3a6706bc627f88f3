import { beforeEach, describe, expect, it } from "vitest";
import { openAttempt, pageSessionOf, takeAttempt } from "./page-secret";

beforeEach(() => sessionStorage.clear());

describe("a log-in attempt", () => {
  it("is hashed the way the server expects: lower-case hex SHA-256 of the secret's text", () => {
    expect(pageSessionOf("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("has a fresh secret each time and can be taken once", () => {
    const first = openAttempt("/pages/cart/index");
    const second = openAttempt("/pages/mine/index");
    expect(first.page_secret).not.toBe(second.page_secret);
    expect(second.page_secret).toMatch(/^[0-9a-f]{64}$/);
    expect(takeAttempt()).toEqual(second);
    expect(takeAttempt()).toBeUndefined();
  });
});
