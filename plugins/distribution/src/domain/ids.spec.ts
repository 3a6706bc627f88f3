import { expect, it } from "vitest";
import { prefixedId } from "./ids";

it("puts the kind before the ULID", () => {
  expect(prefixedId("distributor", "01JABCDEFGHJKMNPQRSTVWXYZ0")).toBe("dist_01JABCDEFGHJKMNPQRSTVWXYZ0");
  expect(prefixedId("binding", "01J")).toBe("bind_01J");
});
