import { createHash, timingSafeEqual } from "node:crypto";

/** A page session is the lower-case hex SHA-256 of a secret that only the page which began the log-in knows. */
export const PAGE_SESSION = /^[0-9a-f]{64}$/;

/** True when `page_secret` is the one `page_session` was made of. Takes the same time for every secret. */
export function provesPageSession(page_secret: string, page_session: string): boolean {
  const shown = createHash("sha256").update(page_secret, "utf8").digest();
  const expected = Buffer.from(page_session, "hex");
  return shown.length === expected.length && timingSafeEqual(shown, expected);
}

/** Names one answered callback, so that the same page asking the same again can be answered the same. */
export function callbackFingerprint(callback: { code: string; state: string; page_secret: string }): string {
  return createHash("sha256")
    .update(JSON.stringify([callback.state, callback.code, callback.page_secret]), "utf8")
    .digest("hex");
}
