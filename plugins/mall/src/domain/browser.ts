/** What WeChat wants to know about a browser outside it. */
export type H5Type = "iOS" | "Android" | "Wap";

/** Reads it from the browser's own words; whatever is no phone's is `Wap`. */
export function h5TypeOf(userAgent: string): H5Type {
  if (/iPhone|iPad|iPod/i.test(userAgent)) return "iOS";
  return /Android/i.test(userAgent) ? "Android" : "Wap";
}

/** An address as WeChat takes it: IPv4 that travelled as IPv6 (`::ffff:203.0.113.7`) is plain IPv4 again. */
export function plainAddress(ip: string): string {
  return ip.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
}
