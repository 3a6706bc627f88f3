import { describe, expect, it } from "vitest";
import vectors from "../../fixtures/vectors.json" with { type: "json" };
import { jsSdkSignature, judgeJsSdkClaim } from "./js-sdk-check.js";

describe("the JS-SDK's signature", () => {
  const { jsapi_ticket, noncestr, timestamp, url, signature } = vectors.js_sdk_signature;
  const claim = { app_id: "wx1", timestamp, nonce_str: noncestr, signature, url };
  const alive = [{ value: jsapi_ticket, expires_at: 2000 }];
  const judge = (change: Partial<typeof claim>, tickets = alive, now = 1000) =>
    judgeJsSdkClaim({ ...claim, ...change }, "wx1", tickets, (host) => host === "mp.weixin.qq.com", now);

  it("is WeChat's published one, and leaves the fragment out", () => {
    expect(jsSdkSignature(jsapi_ticket, noncestr, timestamp, url)).toBe(signature);
    expect(jsSdkSignature(jsapi_ticket, noncestr, timestamp, `${url}#here`)).toBe(signature);
  });

  it("lets the right claim pass", () => expect(judge({})).toBe("ok"));
  it("names a wrong account", () => expect(judge({ app_id: "wx2" })).toBe("invalid appid"));
  it("names a host that is not registered", () =>
    expect(judge({ url: "http://evil.example/" })).toBe("invalid url domain"));
  it("names another page's signature", () =>
    expect(judge({ url: "http://mp.weixin.qq.com/other" })).toBe("invalid signature"));
  it("does not accept a ticket that has ended", () =>
    expect(judge({}, alive, 2000)).toBe("invalid signature"));
});
