import { expect, it } from "vitest";
import { mayBePassword } from "./password";

it.each([
  ["correct horse", true],
  ["密码也可以是中文的呀", true],
  ["short12", false],
  ["aaaaaaaaaaaa", false],
  ["lin.xiaoyu", false],
  ["Lin.Xiaoyu@Example.com", false],
  ["x1".repeat(65), false],
])("%s may be a password: %o", (password, holds) => {
  expect(mayBePassword(password, "lin.xiaoyu@example.com")).toBe(holds);
});
