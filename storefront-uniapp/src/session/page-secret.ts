import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils";
import { inThisTab } from "@/storage/kept";

const KEY = "tengman.log_in";
const SECRET_BYTES = 32;

/** What a page remembers while the person is away at WeChat. */
export interface LogInAttempt {
  page_secret: string;
  back: string;
  /** Whether WeChat is to be added to the account that is logged in, instead of logging in. */
  is_linking?: boolean;
}

/** Starts an attempt: a fresh secret that stays in this tab. */
export function openAttempt(back: string, isLinking = false): LogInAttempt {
  const secret = bytesToHex(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
  const attempt: LogInAttempt = { page_secret: secret, back, ...(isLinking ? { is_linking: true } : {}) };
  inThisTab.writeJson(KEY, attempt);
  return attempt;
}

/** Takes the attempt out of the tab, once: a code is worth one exchange, reloading must not repeat it. */
export function takeAttempt(): LogInAttempt | undefined {
  const attempt = inThisTab.readJson(KEY, isAttempt);
  inThisTab.remove(KEY);
  return attempt;
}

function isAttempt(value: unknown): value is LogInAttempt {
  if (typeof value !== "object" || value === null) return false;
  const { page_secret, back } = value as Partial<Record<keyof LogInAttempt, unknown>>;
  return typeof page_secret === "string" && typeof back === "string";
}

/**
 * Lower-case hex SHA-256 of the secret's text: what the server binds the log-in's state to. A small library computes
 * it because `crypto.subtle` is missing on plain-http shops.
 */
export function pageSessionOf(pageSecret: string): string {
  return bytesToHex(sha256(utf8ToBytes(pageSecret)));
}
