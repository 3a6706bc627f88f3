import { expect, test } from "vitest";
import { REFUSALS, RefusedError } from "./refusal";

test("every refusal has a status of its own fault and words to read", () => {
  for (const { status, message } of Object.values(REFUSALS)) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(message).toMatch(/[一-鿿]/);
  }
  expect(new RefusedError({ code: "invalid_input", field: "events" }).message).toContain("invalid_input");
});
