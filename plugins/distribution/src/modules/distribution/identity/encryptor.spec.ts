import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encryptorOf, type SealingKey } from "./encryptor";

const freshKey = (id: string): SealingKey => ({ id, key: randomBytes(32).toString("base64") });
const [first, second] = [freshKey("1"), freshKey("2")];
const sealer = encryptorOf([first]);

it("law: what was sealed opens again, in its own place only, and holds no plaintext", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4, unit: "binary" }), (text) => {
      const sealed = sealer.seal(text, "dist_1/real_name");
      expect(sealer.open(sealed, "dist_1/real_name", "1")).toBe(text);
      expect(sealed.includes(Buffer.from(text))).toBe(false);
      expect(() => sealer.open(sealed, "dist_2/real_name", "1")).toThrow(/seal_broken/);
    }),
  );
});

it("another key, or a changed byte, opens nothing", () => {
  const sealed = sealer.seal("110101199003070010", "dist_1/id_number");
  expect(() => encryptorOf([freshKey("1")]).open(sealed, "dist_1/id_number", "1")).toThrow(/seal_broken/);
  const changed = Buffer.from(sealed);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  expect(() => sealer.open(changed, "dist_1/id_number", "1")).toThrow(/seal_broken/);
});

it("never seals the same twice, and looks the same up alike", () => {
  expect(sealer.seal("王小藤", "a")).not.toEqual(sealer.seal("王小藤", "a"));
  expect(sealer.lookup("x")).toEqual(encryptorOf([first]).lookup("x"));
  expect(sealer.lookup("x")).not.toEqual(sealer.lookup("y"));
  expect(sealer.lookup("x")).not.toEqual(encryptorOf([freshKey("1")]).lookup("x"));
});

describe("a ring of keys", () => {
  const ring = encryptorOf([second, first]);

  it("seals under its first, and opens what older ones sealed", () => {
    expect(ring.key_id).toBe("2");
    expect(ring.open(sealer.seal("王小藤", "a"), "a", "1")).toBe("王小藤");
    expect(ring.open(ring.seal("王小藤", "a"), "a", "2")).toBe("王小藤");
    expect(() => ring.open(ring.seal("王小藤", "a"), "a", "1")).toThrow(/seal_broken/);
    expect(() => sealer.open(ring.seal("王小藤", "a"), "a", "2")).toThrow(/sealing_key_unknown: key_id=2/);
  });

  it("looks up under every key, in one order whichever of them is first", () => {
    expect(ring.lookups("x")).toEqual(encryptorOf([first, second]).lookups("x"));
    expect(ring.lookups("x")).toEqual([sealer.lookup("x"), encryptorOf([second]).lookup("x")]);
  });

  it("proves a key by its name and its bytes", () => {
    expect(ring.proof("1")).toEqual(sealer.proof("1"));
    expect(encryptorOf([freshKey("1")]).proof("1")).not.toEqual(sealer.proof("1"));
    expect(ring.proof("2")).not.toEqual(ring.proof("1"));
  });
});
