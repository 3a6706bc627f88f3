import { headerOf, hmac, isSame, sha256, type VendorRequest } from "./vendor-request.js";

const ALGORITHM = "ACS3-HMAC-SHA256";
const AUTHORIZATION =
  /^ACS3-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;
const TOLERANCE_MS = 15 * 60_000;
/** Without these a signature would not say which call it is for. */
const MUST_BE_SIGNED = [
  "host",
  "x-acs-action",
  "x-acs-content-sha256",
  "x-acs-date",
  "x-acs-signature-nonce",
  "x-acs-version",
];

/** Why Aliyun refuses a call, with its HTTP status. */
export interface AcsRefusal {
  status: number;
  code: string;
}

/**
 * Checks Aliyun's V3 signature, as its documents describe it: the canonical request of method, path, sorted query, signed
 * headers and the body's hash.
 * @param seen whether the nonce was used before; it remembers it
 * @returns null when the call is authentic
 */
export function acs3Refusal(
  request: VendorRequest,
  key: { access_key_id: string; access_key_secret: string },
  now: number,
  seen: (nonce: string) => boolean,
): AcsRefusal | null {
  const [, id, names = "", signature = ""] = AUTHORIZATION.exec(headerOf(request, "authorization")) ?? [];
  if (id === undefined) return { status: 400, code: "IncompleteSignature" };
  if (id !== key.access_key_id) return { status: 404, code: "InvalidAccessKeyId.NotFound" };
  const signed = names.split(";");
  if (MUST_BE_SIGNED.some((name) => !signed.includes(name)))
    return { status: 400, code: "IncompleteSignature" };
  const at = Date.parse(headerOf(request, "x-acs-date"));
  if (!(Math.abs(now - at) <= TOLERANCE_MS)) return { status: 400, code: "InvalidTimeStamp.Expired" };
  const expected = hmac(
    key.access_key_secret,
    `${ALGORITHM}\n${sha256(canonicalRequest(request, signed))}`,
  ).toString("hex");
  const isBodys = isSame(headerOf(request, "x-acs-content-sha256"), sha256(request.body));
  if (!isBodys || !isSame(signature, expected)) return { status: 400, code: "SignatureDoesNotMatch" };
  if (seen(headerOf(request, "x-acs-signature-nonce"))) return { status: 400, code: "SignatureNonceUsed" };
  return null;
}

function canonicalRequest(request: VendorRequest, signed: readonly string[]): string {
  const { pathname, searchParams } = new URL(request.url, "http://vendor.invalid");
  const query = [...searchParams]
    .map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`)
    .toSorted()
    .join("&");
  const headers = signed.map((name) => `${name}:${headerOf(request, name)}\n`).join("");
  return [request.method, pathname, query, headers, signed.join(";"), sha256(request.body)].join("\n");
}

/** RFC 3986, which leaves fewer characters as they are than JavaScript does. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
