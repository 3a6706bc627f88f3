/** Fen of an amount with at most two decimals; Medusa's big numbers write themselves as decimals of yuan. */
export function fenOf(amount: unknown): bigint {
  const text = String(amount);
  const [, yuan = "0", fen = ""] = /^(\d+)(?:\.(\d{1,2})0*)?$/.exec(text) ?? [];
  return BigInt(yuan) * 100n + BigInt(fen.padEnd(2, "0") || "0");
}
