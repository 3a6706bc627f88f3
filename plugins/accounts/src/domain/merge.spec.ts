import { expect, it } from "vitest";
import { mergePlan } from "./merge";

const side = (is_used: boolean, ...providers: string[]) => ({ is_used, providers });

it.each([
  [side(true, "phone"), side(false, "wechat"), "theirs_into_mine"],
  [side(false, "phone"), side(false, "wechat"), "theirs_into_mine"],
  [side(false, "phone"), side(true, "wechat", "email"), "mine_into_theirs"],
  [side(true, "phone"), side(true, "wechat"), "identity_taken"],
  [side(false, "phone", "wechat"), side(false, "wechat"), "wechat_taken"],
] as const)("of %o and %o makes %s", (mine, theirs, plan) => {
  expect(mergePlan(mine, theirs)).toBe(plan);
});
