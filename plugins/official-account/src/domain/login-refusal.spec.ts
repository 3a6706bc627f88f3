import { describe, expect, it } from "vitest";
import { answerTo, readRefusal } from "./login-refusal.js";

describe("refusals", () => {
  it("name their code, a Chinese message and the field at fault", () => {
    expect(answerTo("callback_url_not_allowed")).toEqual({
      status: 400,
      body: {
        type: "invalid_data",
        code: "callback_url_not_allowed",
        message: "登录返回地址不在允许的域名内",
        field: "callback_url",
      },
    });
    expect(answerTo("snapshot_user").status).toBe(401);
    expect(answerTo("snapshot_user").body).not.toHaveProperty("field");
  });

  it("are read back from a provider's answer, and nothing else is", () => {
    expect(readRefusal("state_unknown")).toBe("state_unknown");
    expect(readRefusal("constructor")).toBeUndefined();
    expect(readRefusal("Cannot read properties of undefined")).toBeUndefined();
    expect(readRefusal(undefined)).toBeUndefined();
  });
});
