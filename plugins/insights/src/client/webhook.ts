import { createHmac } from "node:crypto";
import { lookup as lookUp } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** A receiver that answers later than this did not answer. */
const PATIENCE_MS = 5_000;

/** Addresses that are nobody's on the internet: a message to one of them would ask inside of the shop's own network. */
const NOT_PUBLIC = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, "ipv4");
}

/** Of IPv6 only 2000::/3 is given out, and in it these lead to IPv4 or nowhere. */
const PUBLIC_V6 = new BlockList();
PUBLIC_V6.addSubnet("2000::", 3, "ipv6");
const NOT_PUBLIC_V6 = new BlockList();
for (const [network, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
] as const) {
  NOT_PUBLIC_V6.addSubnet(network, prefix, "ipv6");
}

/** Whether an IP address is somebody's on the internet. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !NOT_PUBLIC.check(address, "ipv4");
    case 6:
      return PUBLIC_V6.check(address, "ipv6") && !NOT_PUBLIC_V6.check(address, "ipv6");
    default:
      return false;
  }
}

/** Looks a name up and hands on only public addresses: what is connected to is what was checked. */
const lookUpPublic: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    const found = (error ? [] : addresses).filter(({ address }) => isPublicAddress(address));
    const [first] = found;
    if (!first) {
      callback(
        error ?? Object.assign(new Error("address_not_public"), { code: "address_not_public" }),
        "",
        0,
      );
    } else if (options.all) {
      callback(null, found);
    } else {
      callback(null, first.address, first.family);
    }
  });
};

/** A message for the merchant's own system. */
export interface WebhookMessage {
  readonly url: string;
  readonly secret: string;
  /** The same in every try, so that the receiver can tell a repeated message. */
  readonly id: string;
  readonly body: string;
  readonly now: Date;
  /** Only where the shop runs on somebody's own machine. */
  readonly may_be_private: boolean;
}

/** `t` is the second it was signed in; the signature is over `<t>.<body>`, so that an old message cannot be sent again. */
export function signatureOf({ secret, body, now }: Pick<WebhookMessage, "secret" | "body" | "now">): string {
  const seconds = Math.floor(now.getTime() / 1_000);
  const signature = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return `t=${seconds},v1=${signature}`;
}

/**
 * Posts a signed message. It follows no redirect, reads no answer but its status, and connects to no private address.
 * @returns null when it was taken with 2xx, else a word for why not
 */
export function postWebhook(message: WebhookMessage): Promise<string | null> {
  const url = new URL(message.url);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (!message.may_be_private) {
    if (url.protocol !== "https:") return Promise.resolve("not_https");
    // An address written as such is never looked up.
    if (isIP(host) && !isPublicAddress(host)) return Promise.resolve("address_not_public");
  }
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const request = send(
      url,
      {
        method: "POST",
        agent: false,
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...(message.may_be_private ? {} : { lookup: lookUpPublic }),
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(message.body),
          "user-agent": "tengman-alerts",
          "x-tengman-delivery": message.id,
          "x-tengman-signature": signatureOf(message),
        },
      },
      (response) => {
        const { statusCode = 0 } = response;
        resolve(statusCode >= 200 && statusCode < 300 ? null : `status_${statusCode}`);
        response.destroy();
      },
    );
    request.on("error", (error: NodeJS.ErrnoException) => {
      resolve(error.name === "TimeoutError" || error.name === "AbortError" ? "timeout" : wordOf(error.code));
    });
    request.end(message.body);
  });
}

const wordOf = (code: string | undefined): string =>
  code && /^[A-Za-z_]{1,40}$/.test(code) ? code.toLowerCase() : "unreachable";
