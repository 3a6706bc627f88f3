const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** `yyMMddHHmmss` of Asia/Shanghai. */
const stampOf = (moment: Date): string =>
  new Date(moment.getTime() + SHANGHAI_OFFSET_MS).toISOString().replace(/\D/g, "").slice(2, 14);

/**
 * The number people call a case of after-sales by, in the style of an order's. It follows from the case, so it is not
 * stored; the last six digits are drawn from its id.
 */
export function caseNumber(opened_at: Date, id: string): string {
  let digest = 0;
  for (const character of id) digest = (digest * 31 + (character.codePointAt(0) ?? 0)) % 1_000_000;
  return `SH${stampOf(opened_at)}${String(digest).padStart(6, "0")}`;
}
