import { describe, expect, it } from "vitest";
import { isOnAllowedHost } from "./allowed-hosts.js";

const hosts = ["shop.example", "127.0.0.1:9101"];

describe("addresses on allowed hosts", () => {
  it.each([
    "https://shop.example/",
    "https://SHOP.example/a?b=c#d",
    "http://127.0.0.1:9101/pages/login/callback",
  ])("%s is allowed", (address) => {
    expect(isOnAllowedHost(address, hosts)).toBe(true);
  });

  it.each([
    "https://evil.example/",
    "https://shop.example.evil.example/",
    "https://shop.example@evil.example/",
    "https://somebody@shop.example/",
    "https://shop.example:8443/",
    "http://127.0.0.1:9102/",
    "javascript:alert(1)//shop.example",
    "ftp://shop.example/",
    "//shop.example/",
    "shop.example",
    "",
  ])("%s is refused", (address) => {
    expect(isOnAllowedHost(address, hosts)).toBe(false);
  });
});
