import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { sealerOf } from "./sealing";

const key = randomBytes(32).toString("base64");
const sealer = sealerOf(key);

it("law: what was sealed opens again, in its own place only, and holds no plaintext", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4, unit: "binary" }), (text) => {
      const sealed = sealer.seal(text, "dist_1/real_name");
      expect(sealer.open(sealed, "dist_1/real_name")).toBe(text);
      expect(sealed.includes(Buffer.from(text))).toBe(false);
      expect(() => sealer.open(sealed, "dist_2/real_name")).toThrow(/seal_broken/);
    }),
  );
});

it("another key, or a changed byte, opens nothing", () => {
  const sealed = sealer.seal("110101199003070010", "dist_1/id_number");
  expect(() => sealerOf(randomBytes(32).toString("base64")).open(sealed, "dist_1/id_number")).toThrow(
    /seal_broken/,
  );
  const changed = Buffer.from(sealed);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  expect(() => sealer.open(changed, "dist_1/id_number")).toThrow(/seal_broken/);
});

it("never seals the same twice, and looks the same up alike", () => {
  expect(sealer.seal("王小藤", "a")).not.toEqual(sealer.seal("王小藤", "a"));
  expect(sealer.lookup("x")).toEqual(sealerOf(key).lookup("x"));
  expect(sealer.lookup("x")).not.toEqual(sealer.lookup("y"));
  expect(sealer.lookup("x")).not.toEqual(sealerOf(randomBytes(32).toString("base64")).lookup("x"));
});
