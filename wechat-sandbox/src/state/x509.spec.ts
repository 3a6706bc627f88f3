import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { rsaKeyPair } from "./credentials.js";
import { selfSignedCertificate } from "./x509.js";

describe("a self-signed certificate", () => {
  it("is read by Node as what was written", () => {
    const pair = rsaKeyPair();
    const publicKey = createPublicKey(pair.publicKey);
    const facts = {
      serial_no: `5${"AB".repeat(19)}C`,
      effective_at: Date.parse("2026-03-01T00:00:00Z"),
      expires_at: Date.parse("2031-03-01T00:00:00Z"),
    };
    const certificate = new X509Certificate(
      selfSignedCertificate(facts, createPrivateKey(pair.privateKey), publicKey),
    );
    expect(certificate.serialNumber).toBe(facts.serial_no);
    expect(Date.parse(certificate.validFrom)).toBe(facts.effective_at);
    expect(Date.parse(certificate.validTo)).toBe(facts.expires_at);
    expect(certificate.subject).toBe("O=Tenpay.com\nCN=Tenpay.com sign");
    expect(certificate.verify(publicKey)).toBe(true);
    expect(certificate.publicKey.equals(publicKey)).toBe(true);
  });
});
