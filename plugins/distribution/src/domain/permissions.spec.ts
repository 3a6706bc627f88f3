import { describe, expect, it } from "vitest";
import { type AdminActor, type AdminGrants, mayDo, PERMISSIONS } from "./permissions";

const owner: AdminActor = { kind: "user", names: ["user_1", "Owner@shop.cn"] };
const clerk: AdminActor = { kind: "user", names: ["user_2", "clerk@shop.cn"] };
const machine: AdminActor = { kind: "api-key", names: ["apk_1"] };

describe("without grants", () => {
  it("every user may everything, a key may read", () => {
    for (const permission of PERMISSIONS) expect(mayDo(null, clerk, permission)).toBe(true);
    expect(PERMISSIONS.filter((permission) => mayDo(null, machine, permission))).toEqual(["read"]);
  });
});

describe("with grants", () => {
  const grants: AdminGrants = new Map([
    ["owner@shop.cn", ["*"]],
    ["clerk@shop.cn", ["review_risk"]],
    ["apk_1", ["export_identities"]],
  ]);

  it("everybody has what is listed and reading, and no more", () => {
    for (const permission of PERMISSIONS) expect(mayDo(grants, owner, permission)).toBe(true);
    expect(PERMISSIONS.filter((one) => mayDo(grants, clerk, one))).toEqual(["read", "review_risk"]);
    expect(PERMISSIONS.filter((one) => mayDo(grants, machine, one))).toEqual(["read", "export_identities"]);
  });

  it("somebody who is not listed reads", () => {
    const stranger: AdminActor = { kind: "user", names: ["user_3", "new@shop.cn"] };
    expect(PERMISSIONS.filter((one) => mayDo(grants, stranger, one))).toEqual(["read"]);
  });
});
