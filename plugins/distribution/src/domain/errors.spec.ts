import { expect, it } from "vitest";
import { DistributionError, refused } from "./errors";

it("a refusal is a value with a code, and a field when one is to blame", () => {
  expect(refused("self_referral")).toEqual({ kind: "refused", code: "self_referral" });
  expect(refused("x", "a.b")).toEqual({ kind: "refused", code: "x", field: "a.b" });
});

it("a broken invariant says its code and its numbers", () => {
  expect(new DistributionError("negative_base", { base_fen: -1n }).message).toBe(
    "negative_base: base_fen=-1",
  );
  expect(new DistributionError("plain").message).toBe("plain");
});
