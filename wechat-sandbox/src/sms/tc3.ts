import { headerOf, hmac, isSame, sha256, type VendorRequest } from "./vendor-request.js";

const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([^/\s]+)\/(\d{4}-\d{2}-\d{2})\/([^/\s]+)\/tc3_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;
const TOLERANCE_S = 300;

/**
 * Checks Tencent Cloud's V3 signature, as its documents describe it. The service is the first label of the host that is
 * called (`sms` of sms.tencentcloudapi.com), and the host is signed without a port, for Tencent's has none.
 * @param now seconds since 1970
 * @returns null when the call is authentic, else Tencent's code
 */
export function tc3Refusal(
  request: VendorRequest,
  key: { secret_id: string; secret_key: string },
  now: number,
): string | null {
  const [, id, date = "", service = "", names = "", signature = ""] =
    AUTHORIZATION.exec(headerOf(request, "authorization")) ?? [];
  if (id === undefined) return "AuthFailure.InvalidAuthorization";
  if (id !== key.secret_id) return "AuthFailure.SecretIdNotFound";
  const at = Number(headerOf(request, "x-tc-timestamp"));
  if (!(Math.abs(now - at) <= TOLERANCE_S)) return "AuthFailure.SignatureExpire";
  const host = headerOf(request, "host").replace(/:\d+$/, "");
  const signed = names.split(";");
  const isComplete = ["content-type", "host"].every((name) => signed.includes(name));
  const isItsDay = new Date(at * 1000).toISOString().startsWith(date);
  if (!isComplete || !isItsDay || service !== host.split(".")[0]) return "AuthFailure.SignatureFailure";
  const values = signed.map((name) => {
    const value = name === "host" ? host : headerOf(request, name);
    return `${name}:${value.toLowerCase()}\n`;
  });
  const canonical = [request.method, "/", "", values.join(""), names, sha256(request.body)].join("\n");
  const scope = `${date}/${service}/tc3_request`;
  const signing = hmac(hmac(hmac(`TC3${key.secret_key}`, date), service), "tc3_request");
  const expected = hmac(signing, `TC3-HMAC-SHA256\n${at}\n${scope}\n${sha256(canonical)}`).toString("hex");
  return isSame(signature, expected) ? null : "AuthFailure.SignatureFailure";
}
