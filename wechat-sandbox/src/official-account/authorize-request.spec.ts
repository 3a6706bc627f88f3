import { describe, expect, it } from "vitest";
import { readAuthorizeRequest, wayBack } from "./authorize-request.js";

const GOOD =
  "appid=wx1&redirect_uri=http%3A%2F%2Fshop.test%2Fin%3Fa%3D1&response_type=code&scope=snsapi_base&state=S1";
const read = (query: string) =>
  readAuthorizeRequest(new URLSearchParams(query), "wx1", (hostname) => hostname === "shop.test");

describe("the authorize link", () => {
  it("is read when everything is right", () => {
    const request = read(GOOD);
    if (typeof request === "string") throw new Error(request);
    expect(request.scope).toBe("snsapi_base");
    expect(wayBack(request, "C")).toBe("http://shop.test/in?a=1&code=C&state=S1");
    expect(wayBack(request, undefined)).toBe("http://shop.test/in?a=1&state=S1");
  });

  it.each([
    ["another appid", GOOD.replace("wx1", "wx2"), "appid"],
    ["a host that is not registered", GOOD.replace("shop.test", "evil.test"), "redirect_uri"],
    ["a host that only ends alike", GOOD.replace("shop.test", "myshop.test"), "redirect_uri"],
    ["no way back", GOOD.replace(/redirect_uri=[^&]+&/, ""), "redirect_uri"],
    [
      "a script as way back",
      GOOD.replace(/redirect_uri=[^&]+/, "redirect_uri=javascript%3Aalert(1)"),
      "redirect_uri",
    ],
    ["another response type", GOOD.replace("=code", "=token"), "response_type"],
    ["an unknown scope", GOOD.replace("snsapi_base", "snsapi_login"), "scope"],
    ["a state with signs", GOOD.replace("S1", "S-1"), "state"],
    ["a state of 129 characters", GOOD.replace("S1", "s".repeat(129)), "state"],
    ["another order", `scope=snsapi_base&${GOOD.replace("&scope=snsapi_base", "")}`, "顺序"],
  ])("is refused with %s", (_name, query, words) => {
    expect(read(query)).toContain(words);
  });
});
