import { createHash } from "node:crypto";

/**
 * The signature `wx.config` wants: SHA-1 over the four fields in this order, with the page's address as it stands,
 * not encoded again and without its fragment.
 */
export function signPage(input: {
  jsapi_ticket: string;
  nonce_str: string;
  timestamp: string;
  url: string;
}): string {
  const text = [
    `jsapi_ticket=${input.jsapi_ticket}`,
    `noncestr=${input.nonce_str}`,
    `timestamp=${input.timestamp}`,
    `url=${withoutFragment(input.url)}`,
  ].join("&");
  return createHash("sha1").update(text, "utf8").digest("hex");
}

function withoutFragment(url: string): string {
  const hash = url.indexOf("#");
  return hash === -1 ? url : url.slice(0, hash);
}
