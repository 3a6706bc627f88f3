import { expect, it } from "vitest";
import { answerTo, readRefusal } from "./refusal";

it("answers a refusal with its status, code, sentence and field", () => {
  expect(answerTo("code_wrong")).toEqual({
    status: 401,
    body: { type: "unauthorized", code: "code_wrong", message: "验证码不正确", field: "code" },
  });
  expect(answerTo("too_many_codes").body).toEqual({
    type: "not_allowed",
    code: "too_many_codes",
    message: "获取验证码过于频繁，请稍后再试",
  });
});

it("reads back only its own", () => {
  expect(readRefusal("code_expired")).toBe("code_expired");
  for (const other of [undefined, "", "constructor", "something threw"])
    expect(readRefusal(other)).toBeUndefined();
});
