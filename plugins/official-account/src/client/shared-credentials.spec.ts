import { describe, expect, it } from "vitest";
import { keepForSeconds } from "./shared-credentials.js";

describe("how long a credential is kept", () => {
  it.each([
    [7200, 6900],
    [601, 301],
    [600, 300],
    [60, 30],
    [1, 0],
  ])("of %i seconds it keeps %i", (expires_in, kept) => {
    expect(keepForSeconds(expires_in)).toBe(kept);
  });
});
