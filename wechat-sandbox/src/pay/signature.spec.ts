import { createPrivateKey, createPublicKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import vectors from "../../fixtures/vectors.json" with { type: "json" };
import { answerMessage, payMessage, requestMessage, signMessage, verifyMessage } from "./signature.js";

describe("signatures", () => {
  const key = createPrivateKey(vectors.rsa_sha256_sign.private_key_pem);

  it("signs WeChat's published message to WeChat's published signature", () => {
    expect(signMessage(key, vectors.rsa_sha256_sign.message)).toBe(vectors.rsa_sha256_sign.signature_base64);
  });

  it("verifies WeChat's published notification over its raw body", () => {
    const { headers, body, certificate_pem } = vectors.notification;
    const message = answerMessage(headers["Wechatpay-Timestamp"], headers["Wechatpay-Nonce"], body);
    const publicKey = createPublicKey(certificate_pem);
    expect(verifyMessage(publicKey, message, headers["Wechatpay-Signature"])).toBe(true);
    expect(verifyMessage(publicKey, `${message} `, headers["Wechatpay-Signature"])).toBe(false);
  });

  it("ends every line with a newline, the empty body's too", () => {
    expect(requestMessage("GET", "/v3/x?mchid=1", "1", "n", "")).toBe("GET\n/v3/x?mchid=1\n1\nn\n\n");
    expect(answerMessage("1", "n", "")).toBe("1\nn\n\n");
    expect(payMessage("wx1", "1", "n", "prepay_id=p")).toBe("wx1\n1\nn\nprepay_id=p\n");
  });

  it.each(["", "not base64 at all", "AAAA"])("calls the garbage %j a wrong signature", (signature) => {
    expect(verifyMessage(createPublicKey(key), "message", signature)).toBe(false);
  });
});
