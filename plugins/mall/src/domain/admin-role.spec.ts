import { describe, expect, it } from "vitest";
import { decideRole, mayLeave, type Role, rolesShape, type StaffMember } from "./admin-role";

const member = (id: string, role: Role | null, is_owner_by_configuration = false): StaffMember => ({
  id,
  role,
  is_owner_by_configuration,
});

describe("a role", () => {
  const staff = [member("a", "owner"), member("b", "service"), member("c", null)];

  it("is given, changed and taken away", () => {
    expect(decideRole(staff, "c", "finance")).toEqual({ kind: "changed", from: null });
    expect(decideRole(staff, "b", "owner")).toEqual({ kind: "changed", from: "service" });
    expect(decideRole(staff, "b", null)).toEqual({ kind: "changed", from: "service" });
    expect(decideRole(staff, "b", "service")).toEqual({ kind: "unchanged" });
  });

  it("is nobody's who is not there", () => {
    expect(decideRole(staff, "d", "owner")).toEqual({ kind: "refused", reason: "record_not_found" });
  });

  it("of an owner stays as long as there is no other", () => {
    expect(decideRole(staff, "a", "operator")).toEqual({ kind: "refused", reason: "last_owner" });
    expect(mayLeave(staff, "a")).toBe(false);
    const both = [...staff, member("d", "owner")];
    expect(decideRole(both, "a", null)).toEqual({ kind: "changed", from: "owner" });
    expect(mayLeave(both, "a")).toBe(true);
    expect(mayLeave(staff, "b")).toBe(true);
  });

  it("that the configuration gives is not the admin's to change, and counts as an owner", () => {
    const configured = [...staff, member("e", null, true)];
    expect(decideRole(configured, "e", "service")).toEqual({
      kind: "refused",
      reason: "role_by_configuration",
    });
    expect(decideRole(configured, "a", "service")).toEqual({ kind: "changed", from: "owner" });
    expect(mayLeave([member("e", null, true)], "e")).toBe(false);
  });
});

describe("what roles allow", () => {
  it("is configured, but for the owner", () => {
    expect(rolesShape.parse({ owner: ["read"], service: ["answer_reviews"] })).toEqual({
      owner: ["*"],
      operator: [],
      finance: [],
      service: ["answer_reviews"],
    });
    expect(rolesShape.safeParse({ boss: ["*"] }).success).toBe(false);
  });
});
