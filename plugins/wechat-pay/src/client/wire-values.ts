import { isRefusalWithStatus, WechatPayError } from "./errors";

/** Awaits a query; undefined when WeChat does not know what was asked for. */
export async function absentIfNotFound<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isRefusalWithStatus(error, 404)) {
      return undefined;
    }
    throw error;
  }
}

/** What was read of an answer. @throws {WechatPayError} `unauthentic` when it could not be read */
export function understood<T>(operation: string, value: T | undefined): T {
  if (value === undefined) {
    throw new WechatPayError({ failure: "unauthentic", operation, reason: "answer_malformed" });
  }
  return value;
}

/** Fen as the number WeChat's JSON wants. @throws {RangeError} below one fen or beyond exact numbers */
export function fenNumber(fen: bigint): number {
  const number = Number(fen);
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new RangeError(`An amount of ${fen} fen cannot be sent to WeChat.`);
  }
  return number;
}

/** Cuts to a number of characters without splitting one. */
export function truncate(text: string, limit: number): string {
  return Array.from(text).slice(0, limit).join("");
}

/** WeChat's documents show Beijing time without fractions of a second, so that is what it gets. */
export function rfc3339InShanghai(moment: Date): string {
  const shifted = new Date(moment.getTime() + 8 * 3_600_000);
  return `${shifted.toISOString().slice(0, 19)}+08:00`;
}
