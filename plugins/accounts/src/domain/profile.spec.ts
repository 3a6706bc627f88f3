import { expect, it } from "vitest";
import { profileShape } from "./profile";

const shape = profileShape("2026-11-30");

it.each([
  { nickname: "小藤" },
  { nickname: "  Vine 🌱 " },
  { sex: "female", birthday: "2000-02-29" },
  { sex: null, birthday: null },
  { birthday: "2026-11-30" },
])("takes %o", (change) => {
  expect(shape.safeParse(change).success).toBe(true);
});

it.each([
  [{ nickname: " " }, "nickname"],
  [{ nickname: "一".repeat(21) }, "nickname"],
  [{ nickname: "a\u202eb" }, "nickname"],
  [{ sex: "unknown" }, "sex"],
  [{ birthday: "2001-02-29" }, "birthday"],
  [{ birthday: "2026-12-01" }, "birthday"],
  [{ birthday: "1899-12-31" }, "birthday"],
])("refuses %o for its field", (change, field) => {
  expect(shape.safeParse(change).error?.issues[0]?.path[0]).toBe(field);
});
