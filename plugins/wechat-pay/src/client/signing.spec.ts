import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../test-vectors/published.json";
import { answerMessage, isTimely, newNonce, requestMessage, sign, signBridge, verify } from "./signing";

const published = vectors.rsa_sha256_sign;
const privateKey = createPrivateKey(published.private_key_pem);
const publicKey = createPublicKey(published.private_key_pem);

describe("signing", () => {
  it("makes the signature WeChat published for its example", () => {
    expect(sign(published.message, privateKey)).toBe(published.signature_base64);
  });

  it("verifies it, but not for another message or another key", () => {
    const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
    const message = Buffer.from(published.message);
    expect(verify(message, published.signature_base64, publicKey)).toBe(true);
    expect(verify(Buffer.from("Source"), published.signature_base64, publicKey)).toBe(false);
    expect(verify(message, published.signature_base64, stranger)).toBe(false);
  });

  it("law: no other spelling of the signature verifies", () => {
    const message = Buffer.from(published.message);
    const spelled = Buffer.from(published.signature_base64, "latin1");
    fc.assert(
      fc.property(fc.nat(spelled.length - 1), fc.integer({ min: 1, max: 127 }), (position, flip) => {
        const bent = Buffer.from(spelled);
        bent[position] = (bent[position] ?? 0) ^ flip;
        return !verify(message, bent.toString("latin1"), publicKey);
      }),
      { numRuns: 500 },
    );
  });

  it.each(["", "=", "    ", "not base64!"])("refuses %j as a signature without throwing", (signature) => {
    expect(verify(Buffer.from("x"), signature, publicKey)).toBe(false);
  });

  it("ends each line, the empty body's too", () => {
    const request = { method: "GET", path: "/v3/x?mchid=1", timestamp: "1", nonce: "n", body: "" };
    expect(requestMessage(request)).toBe("GET\n/v3/x?mchid=1\n1\nn\n\n");
    expect(answerMessage("1", "n", Buffer.alloc(0)).toString()).toBe("1\nn\n\n");
  });

  it("signs the bridge over its four lines", () => {
    const bridge = signBridge("wx201410272009395522657a690389285100", "wx8888888888888888", privateKey, {
      timestamp: "1414561699",
      nonce: "5K8264ILTKCH16CQ2502SI8ZNMTM67VS",
    });
    const lines =
      "wx8888888888888888\n1414561699\n5K8264ILTKCH16CQ2502SI8ZNMTM67VS\nprepay_id=wx201410272009395522657a690389285100\n";
    expect(verify(Buffer.from(lines), bridge.paySign, publicKey)).toBe(true);
    expect(bridge).toMatchObject({ signType: "RSA", timeStamp: "1414561699" });
  });

  it.each([
    ["1763800000", true],
    ["1763799700", true],
    ["1763800300", true],
    ["1763799699", false],
    ["1763800301", false],
    ["", false],
    ["NaN", false],
    ["1763800000.0", false],
    ["-1763800000", false],
  ])("at 1763800000 the timestamp %j is timely: %s", (timestamp, timely) => {
    expect(isTimely(timestamp, new Date(1_763_800_000_000))).toBe(timely);
  });

  it("never repeats a nonce of 32 hexadecimal characters", () => {
    const nonces = Array.from({ length: 1000 }, newNonce);
    expect(new Set(nonces).size).toBe(1000);
    expect(nonces.every((nonce) => /^[0-9a-f]{32}$/.test(nonce))).toBe(true);
  });
});
