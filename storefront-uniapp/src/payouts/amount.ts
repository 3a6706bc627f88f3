import { parseFen } from "@/money/fen";

/** Yuan as people type them, as fen; undefined when it is no amount or has more than two decimals. */
export function fenOfTyped(text: string): string | undefined {
  const match = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return undefined;
  const fen = BigInt(match[1] ?? "0") * 100n + BigInt((match[2] ?? "").padEnd(2, "0"));
  return fen > 0n ? fen.toString() : undefined;
}

/** Why an amount cannot be asked for, before the server is asked. */
export type AmountProblem = "wrong" | "below_minimum" | "above_limit" | "above_available";

/** Checks an amount against what may be taken out at once. @param fen undefined when it could not be read */
export function amountProblem(
  fen: string | undefined,
  bounds: { minimum_fen: string; per_transfer_fen: string; available_fen: string },
): AmountProblem | undefined {
  if (fen === undefined) return "wrong";
  const amount = parseFen(fen);
  if (amount > parseFen(bounds.available_fen)) return "above_available";
  if (amount < parseFen(bounds.minimum_fen)) return "below_minimum";
  return amount > parseFen(bounds.per_transfer_fen) ? "above_limit" : undefined;
}

/** The most that can be asked for at once: everything available, within the limit of one payout. */
export function mostOf(bounds: { per_transfer_fen: string; available_fen: string }): bigint {
  const [available, limit] = [parseFen(bounds.available_fen), parseFen(bounds.per_transfer_fen)];
  return available < limit ? available : limit;
}
