import { expect, it } from "vitest";
import { hasZeroBits, readProof } from "./proof-of-work";

it.each([
  [[0, 0, 255], 16, true],
  [[0, 1, 0], 16, false],
  [[0, 0x0f], 12, true],
  [[0, 0x1f], 12, false],
  [[0], 16, false],
  [[255], 0, true],
])("%o begins with %i zero bits: %o", (bytes, bits, holds) => {
  expect(hasZeroBits(Uint8Array.from(bytes), bits)).toBe(holds);
});

it("takes a proof apart, and nothing else", () => {
  const [nonce, mac] = ["a".repeat(32), "b".repeat(64)];
  expect(readProof(`1790000000.${nonce}.${mac}:77`)).toEqual({ expires_s: 1_790_000_000, nonce, mac });
  for (const text of ["", `1790000000.${nonce}.${mac}`, `1790000000.${nonce}.${mac}:-1`, `${nonce}.${mac}:1`])
    expect(readProof(text)).toBeNull();
});
