/** What a piece of a variant costs the shop; null takes what was written away. */
export interface UnitCost {
  variant_id: string;
  cost_fen: bigint | null;
}

/** The field of a variant's metadata in which costs were written before they had a table of their own. */
export const COST_FIELD = "cost_fen";

/** Whole fen, as text or number, up to twelve digits; null for anything else. */
export function readCost(written: unknown): bigint | null {
  const text = typeof written === "number" ? String(written) : written;
  return typeof text === "string" && /^\d{1,12}$/.test(text.trim()) ? BigInt(text.trim()) : null;
}
