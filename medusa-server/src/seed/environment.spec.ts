import { describe, expect, it } from "vitest";
import { readSeedEnvironment } from "./environment";

describe("what the seed is told", () => {
  it("may be nothing: then only the shop is filled", () => {
    expect(readSeedEnvironment({})).toEqual({ shop_name: "藤蔓生活" });
  });

  it("makes a merchant only of an address and a password together", () => {
    expect(readSeedEnvironment({ SEED_ADMIN_EMAIL: "a@b.example" })).not.toHaveProperty("admin");
    expect(
      readSeedEnvironment({ SEED_ADMIN_EMAIL: "a@b.example", SEED_ADMIN_PASSWORD: "long enough" }).admin,
    ).toEqual({ email: "a@b.example", password: "long enough" });
  });

  it("is refused by name, and the value stays untold", () => {
    expect(() => readSeedEnvironment({ SEED_ADMIN_PASSWORD: "short" })).toThrow(/SEED_ADMIN_PASSWORD/);
    expect(() => readSeedEnvironment({ SEED_ADMIN_PASSWORD: "short" })).not.toThrow(/\bshort\b/);
  });
});
