import { expect, test } from "vitest";
import { requestIdOf, silence } from "./finding";

test("silence names what is missing: the way to WeChat, or a moment's patience", () => {
  expect(silence({ kind: "unreachable", reason: "ENOTFOUND" })).toMatchObject({
    explanation: expect.stringContaining("ENOTFOUND"),
    remedy: expect.stringContaining("443"),
  });
  const busy = silence({ kind: "refused", status: 500, code: "SYSTEM_ERROR", request_id: undefined });
  expect(busy.explanation).toContain("500 SYSTEM_ERROR");
});

test("a refusal's request id is kept for WeChat's support", () => {
  expect(requestIdOf({ kind: "refused", status: 400, code: undefined, request_id: "08F4" })).toEqual({
    request_id: "08F4",
  });
  expect(requestIdOf({ kind: "accepted" })).toEqual({});
});
