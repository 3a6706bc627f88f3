import type { KeyObject } from "node:crypto";
import { signError } from "./pay-refusal.js";
import { AUTHORIZATION_SCHEME, requestMessage, verifyMessage } from "./signature.js";

const WINDOW_MS = 300_000;
const PARTS = ["mchid", "nonce_str", "timestamp", "serial_no", "signature"] as const;
type Part = (typeof PARTS)[number];

/** One request as it came over the wire. `path` includes the query. */
export interface WireRequest {
  method: string;
  path: string;
  body: string;
  authorization: string | undefined;
}

/** The merchant this WeChat knows. */
export interface KnownMerchant {
  mch_id: string;
  merchant_serial: string;
  public_key: KeyObject;
}

function readAuthorization(header: string | undefined): Record<Part, string> {
  if (header === undefined) throw signError("the Authorization header is missing");
  const [scheme, ...rest] = header.split(" ");
  if (scheme !== AUTHORIZATION_SCHEME) throw signError(`the scheme must be ${AUTHORIZATION_SCHEME}`);
  const found = new Map<string, string>();
  for (const match of rest.join(" ").matchAll(/([a-z_]+)="([^"]*)"/g)) {
    const [, name = "", value = ""] = match;
    if (found.has(name)) throw signError(`${name} appears twice`);
    found.set(name, value);
  }
  const read = (name: Part): string => {
    const value = found.get(name);
    if (value === undefined || value === "") throw signError(`${name} is missing`);
    return value;
  };
  return {
    mchid: read("mchid"),
    nonce_str: read("nonce_str"),
    timestamp: read("timestamp"),
    serial_no: read("serial_no"),
    signature: read("signature"),
  };
}

/**
 * Lets an authentic request pass and remembers its nonce.
 * @param nonces nonces seen, with the time each may be forgotten; changed by this call.
 * @throws PayRefusal SIGN_ERROR for anything else.
 */
export function authenticateRequest(
  request: WireRequest,
  merchant: KnownMerchant,
  nonces: Record<string, number>,
  now: number,
): void {
  const parts = readAuthorization(request.authorization);
  if (parts.mchid !== merchant.mch_id) throw signError("mchid is unknown");
  if (parts.serial_no.toUpperCase() !== merchant.merchant_serial) throw signError("serial_no is unknown");
  if (!/^\d{10}$/.test(parts.timestamp)) throw signError("timestamp must be in seconds");
  if (Math.abs(now - Number(parts.timestamp) * 1000) > WINDOW_MS) throw signError("timestamp is too far off");
  const message = requestMessage(
    request.method,
    request.path,
    parts.timestamp,
    parts.nonce_str,
    request.body,
  );
  if (!verifyMessage(merchant.public_key, message, parts.signature))
    throw signError("signature does not verify");
  for (const [nonce, forget_at] of Object.entries(nonces)) if (forget_at < now) delete nonces[nonce];
  const nonce = `${parts.timestamp}:${parts.nonce_str}`;
  if (nonces[nonce] !== undefined) throw signError("nonce_str was used before");
  nonces[nonce] = now + 2 * WINDOW_MS;
}
