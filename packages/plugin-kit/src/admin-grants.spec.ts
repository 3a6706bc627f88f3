import { describe, expect, it } from "vitest";
import { type AdminActor, type AdminGrants, adminGrantsOf, mayDo } from "./admin-grants";

const PERMISSIONS = ["read", "decide", "export", "*"];

const owner: AdminActor = { kind: "user", names: ["user_1", "Owner@shop.cn"], by_role: null };
const clerk: AdminActor = { kind: "user", names: ["user_2", "clerk@shop.cn"], by_role: null };
const machine: AdminActor = { kind: "api-key", names: ["apk_1"], by_role: null };

const allowed = (grants: AdminGrants | null, actor: AdminActor) =>
  PERMISSIONS.filter((permission) => mayDo(grants, actor, permission));

describe("without grants", () => {
  it("every user may everything, a key may read", () => {
    expect(allowed(null, clerk)).toEqual(PERMISSIONS);
    expect(allowed(null, machine)).toEqual(["read"]);
  });
});

describe("with grants", () => {
  const grants = adminGrantsOf({ "owner@Shop.cn ": ["*"], "clerk@shop.cn": ["decide"], apk_1: ["export"] });

  it("everybody has what is listed and reading, and no more", () => {
    expect(allowed(grants, owner)).toEqual(PERMISSIONS);
    expect(allowed(grants, clerk)).toEqual(["read", "decide"]);
    expect(allowed(grants, machine)).toEqual(["read", "export"]);
  });

  it("somebody who is not listed reads", () => {
    expect(allowed(grants, { ...clerk, names: ["user_3", "new@shop.cn"] })).toEqual(["read"]);
  });

  it("an empty list is a list: nobody has anything", () => {
    expect(allowed(adminGrantsOf({}), owner)).toEqual(["read"]);
  });
});

describe("with roles", () => {
  const withRole = (by_role: string[]): AdminActor => ({ ...clerk, by_role });

  it("everybody has what their role allows; who has none reads, and so does a key", () => {
    expect(allowed(null, withRole(["*"]))).toEqual(PERMISSIONS);
    expect(allowed(null, withRole(["export"]))).toEqual(["read", "export"]);
    expect(allowed(null, withRole([]))).toEqual(["read"]);
    expect(allowed(null, machine)).toEqual(["read"]);
  });

  it("what is granted besides is theirs too", () => {
    const grants = adminGrantsOf({ "clerk@shop.cn": ["decide"] });
    expect(allowed(grants, withRole(["export"]))).toEqual(["read", "decide", "export"]);
  });
});
