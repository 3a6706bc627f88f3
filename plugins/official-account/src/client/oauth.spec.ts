import { describe, expect, it } from "vitest";
import { authorizeUrl } from "./oauth.js";

describe("the address a browser logs in at", () => {
  it("keeps WeChat's order of parameters and ends in #wechat_redirect", () => {
    expect(
      authorizeUrl({
        open_base_url: "https://open.weixin.qq.com",
        app_id: "wx0123456789abcdef",
        redirect_uri: "https://shop.example/pages/login/callback?from=/cart",
        scope: "snsapi_userinfo",
        state: "abc123",
      }),
    ).toBe(
      "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx0123456789abcdef" +
        "&redirect_uri=https%3A%2F%2Fshop.example%2Fpages%2Flogin%2Fcallback%3Ffrom%3D%2Fcart" +
        "&response_type=code&scope=snsapi_userinfo&state=abc123#wechat_redirect",
    );
  });
});
