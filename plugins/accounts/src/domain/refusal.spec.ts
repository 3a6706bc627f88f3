import { expect, it } from "vitest";
import { answerTo } from "./refusal";

it("answers with status, code, sentence and field; a wrong code does not look like a token that ended", () => {
  expect(answerTo("code_wrong")).toEqual({
    status: 422,
    body: { type: "not_allowed", code: "code_wrong", message: "验证码不正确", field: "code" },
  });
  expect(answerTo("identity_taken").body).not.toHaveProperty("field");
});
