/**
 * True when `address` is a plain http(s) address on one of `hosts` (`host` or `host:port`, as browsers write them).
 * Addresses with a user or password are refused: people read `https://shop.example@evil.example` as the shop.
 */
export function isOnAllowedHost(address: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") return false;
  if (url.username !== "" || url.password !== "") return false;
  return hosts.includes(url.host);
}
