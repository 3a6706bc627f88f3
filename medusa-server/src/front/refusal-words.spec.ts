import { expect, test } from "vitest";
import { wordRefusal } from "./refusal-words";

test("an answer in the shape of refusals passes as it is", () => {
  const ours = { type: "not_allowed", code: "out_of_stock", message: "商品库存不足" };
  expect(wordRefusal(409, ours, true)).toBeUndefined();
});

test.each([
  [400, { type: "invalid_data", message: "Unexpected token" }, "invalid_request"],
  [401, { message: "Unauthorized" }, "unauthorized"],
  [404, undefined, "not_found"],
  [413, { type: "unknown_error", message: "request entity too large" }, "body_too_large"],
  [415, { type: "unknown_error", message: "unsupported charset" }, "unsupported_media_type"],
  [
    422,
    { type: "duplicate_error", code: "invalid_request_error", message: "exists" },
    "invalid_request_error",
  ],
  [400, { type: "not_allowed", message: "Publishable API key required in" }, "publishable_key_invalid"],
  [418, undefined, "refused"],
  [500, { code: "unknown_error", type: "unknown_error", message: "An unknown error" }, "unknown_error"],
])("a shopper reads %i %j in Chinese, with a code", (status, body, code) => {
  const worded = wordRefusal(status, body, true);
  expect(worded).toMatchObject({ code, message: expect.stringMatching(/\p{Script=Han}/u) });
  expect(worded?.type).toBeTruthy();
});

test("Medusa's own sentence is kept beside ours, but not that of a failure", () => {
  expect(wordRefusal(400, { message: "Field 'x' is required" }, true)?.detail).toBe("Field 'x' is required");
  expect(wordRefusal(500, { message: "select from" }, true)).not.toHaveProperty("detail");
});

test("the admin keeps Medusa's words and what stood beside them", () => {
  const medusas = { type: "not_found", message: "Order with id: x was not found", field: "id" };
  expect(wordRefusal(404, medusas, false)).toEqual({ ...medusas, code: "not_found" });
});
