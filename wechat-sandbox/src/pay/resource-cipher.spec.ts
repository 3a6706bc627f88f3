import { createDecipheriv } from "node:crypto";
import { describe, expect, it } from "vitest";
import vectors from "../../fixtures/vectors.json" with { type: "json" };
import { type EncryptedResource, encryptResource, withBadTag } from "./resource-cipher.js";

function open(key: string, resource: EncryptedResource): string {
  const sealed = Buffer.from(resource.ciphertext, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, resource.nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  decipher.setAAD(Buffer.from(resource.associated_data));
  return decipher.update(sealed.subarray(0, -16)).toString() + decipher.final().toString();
}

describe("the encrypted resource", () => {
  const { api_v3_key, associated_data, ciphertext_base64, nonce, plaintext } = vectors.aes_256_gcm;

  it("is WeChat's published ciphertext for WeChat's published input", () => {
    const resource = encryptResource(api_v3_key, "transaction", plaintext, associated_data, nonce);
    expect(resource.ciphertext).toBe(ciphertext_base64);
  });

  it("opens again, with a nonce of its own each time", () => {
    const one = encryptResource(api_v3_key, "transaction", '{"金额":1}');
    const two = encryptResource(api_v3_key, "transaction", '{"金额":1}');
    expect(open(api_v3_key, one)).toBe('{"金额":1}');
    expect(one.nonce).not.toBe(two.nonce);
    expect(Buffer.byteLength(one.nonce)).toBe(12);
  });

  it("with a bad tag does not open", () => {
    const spoiled = withBadTag(encryptResource(api_v3_key, "transaction", "{}"));
    expect(() => open(api_v3_key, spoiled)).toThrow();
  });
});
