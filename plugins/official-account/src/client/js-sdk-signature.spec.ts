import { describe, expect, it } from "vitest";
import { signPage } from "./js-sdk-signature.js";

const published = {
  jsapi_ticket: "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg",
  nonce_str: "Wm3WZYTPz0wzccnW",
  timestamp: "1414587457",
  url: "http://mp.weixin.qq.com?params=value",
};

describe("signing a page", () => {
  it("agrees with WeChat's published example", () => {
    expect(signPage(published)).toBe("0f9de62fce790f9a083d5c99e95740ceb90c27ed");
  });

  it("leaves the fragment out, as WeChat's client does", () => {
    expect(signPage({ ...published, url: `${published.url}#/pages/me` })).toBe(signPage(published));
  });

  it("depends on every field", () => {
    const signatures = [
      published,
      { ...published, jsapi_ticket: "another" },
      { ...published, nonce_str: "another" },
      { ...published, timestamp: "1414587458" },
      { ...published, url: `${published.url}&more` },
    ].map(signPage);
    expect(new Set(signatures).size).toBe(signatures.length);
  });
});
