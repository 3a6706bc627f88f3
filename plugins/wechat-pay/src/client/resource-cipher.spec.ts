import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../test-vectors/published.json";
import { decryptResource } from "./resource-cipher";

const published = vectors.aes_256_gcm;
const resource = {
  ciphertext: published.ciphertext_base64,
  nonce: published.nonce,
  associated_data: published.associated_data,
};

describe("resource cipher", () => {
  it("opens WeChat's published example", () => {
    expect(decryptResource(resource, published.api_v3_key)).toBe(published.plaintext);
  });

  it.each([
    ["another associated data", { ...resource, associated_data: "associateddata" }],
    ["no associated data", { ...resource, associated_data: undefined }],
    ["another nonce", { ...resource, nonce: "uluk4a9R25RX" }],
    ["no nonce", { ...resource, nonce: "" }],
    ["less than a tag", { ...resource, ciphertext: "AAAA" }],
    ["nothing", { ...resource, ciphertext: "" }],
  ])("does not open with %s", (_, bent) => {
    expect(decryptResource(bent, published.api_v3_key)).toBeUndefined();
  });

  it("does not open with another key or one of another length", () => {
    expect(decryptResource(resource, published.api_v3_key.replace("a", "b"))).toBeUndefined();
    expect(decryptResource(resource, published.api_v3_key.slice(0, 16))).toBeUndefined();
  });

  it("law: one changed byte, in the text or in the tag, and nothing opens", () => {
    const sealed = Buffer.from(resource.ciphertext, "base64");
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (position, flip) => {
        const bent = Buffer.from(sealed);
        bent[position] = (bent[position] ?? 0) ^ flip;
        const ciphertext = bent.toString("base64");
        return decryptResource({ ...resource, ciphertext }, published.api_v3_key) === undefined;
      }),
    );
  });
});
