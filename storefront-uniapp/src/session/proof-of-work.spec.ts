import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils";
import { expect, it } from "vitest";
import { prove } from "./proof-of-work";

it("finds a number whose hash begins with the zeros, and lets the page breathe meanwhile", async () => {
  let breaths = 0;
  const proof = await prove("challenge", 14, async () => {
    breaths += 1;
  });
  expect(proof).toMatch(/^challenge:\d+$/);
  expect(bytesToHex(sha256(utf8ToBytes(proof)))).toMatch(/^000[0-3]/);
  expect(breaths).toBe(Math.floor(Number(proof.split(":")[1]) / 2_000));
});
