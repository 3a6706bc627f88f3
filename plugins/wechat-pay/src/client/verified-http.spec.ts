import { createPrivateKey, createPublicKey } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import vectors from "../../test-vectors/published.json";
import { answerMessage, sign } from "./signing";
import { TrustedKeys } from "./trusted-keys";
import { VerifiedHttp } from "./verified-http";

const platformKey = createPrivateKey(vectors.rsa_sha256_sign.private_key_pem);
const now = () => new Date(1_763_800_000_000);
const signed = Buffer.from('{"trade_state":"SUCCESS","amount":{"total":1990}}');

let server: Server;
let http: VerifiedHttp;
let sent: Buffer = signed;

beforeAll(async () => {
  server = createServer((_, response) => {
    const timestamp = "1763800000";
    response.writeHead(200, {
      "wechatpay-timestamp": timestamp,
      "wechatpay-nonce": "n",
      "wechatpay-serial": "PUB_KEY_ID_1",
      "wechatpay-signature": sign(answerMessage(timestamp, "n", signed).toString("utf8"), platformKey),
    });
    response.end(sent);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const keys = new TrustedKeys(new Map([["PUB_KEY_ID_1", createPublicKey(platformKey)]]), undefined, now);
  const base_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  http = new VerifiedHttp({ base_url, keys, timeout_ms: 2_000, now, report: () => undefined });
});
afterAll(() => server?.close());

it("believes the answer that WeChat signed", async () => {
  sent = signed;
  expect(await http.get("/v3/x", {})).toMatchObject({ status: 200, data: { trade_state: "SUCCESS" } });
});

it("law: one changed byte of an answer and it is not believed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(signed.length - 1), fc.integer({ min: 1, max: 255 }), async (position, flip) => {
      sent = Buffer.from(signed);
      sent[position] = (sent[position] ?? 0) ^ flip;
      const error = await http.get("/v3/x", {}).catch((failure: unknown) => failure);
      expect(error).toMatchObject({ failure: "unauthentic", outcome_unknown: true });
    }),
    { numRuns: 100 },
  );
});
