import { describe, expect, it } from "vitest";
import { isFinalTransfer, transferStateOf } from "./transfer";

describe("a transfer's state", () => {
  it.each([
    ["ACCEPTED", false],
    ["PROCESSING", false],
    ["WAIT_USER_CONFIRM", false],
    ["TRANSFERING", false],
    ["CANCELING", false],
    ["SUCCESS", true],
    ["FAIL", true],
    ["CANCELLED", true],
  ])("%s is final: %s", (text, final) => {
    expect(transferStateOf(text)).toBe(text);
    expect(isFinalTransfer(transferStateOf(text))).toBe(final);
  });

  it("that WeChat invented later ends nothing", () => {
    expect(transferStateOf("TRANSFERRED_TWICE")).toBe("UNKNOWN");
    expect(isFinalTransfer("UNKNOWN")).toBe(false);
  });
});
