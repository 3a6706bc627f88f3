import { askAdmin, queryOf } from "../ledger/asking";

/** The costs of variants in fen, by their ids; those that nobody has written are left out. */
export async function fetchCosts(variant_ids: string[]): Promise<Map<string, string>> {
  const query = queryOf({ variant_ids: variant_ids.join(",") });
  const { costs } = await askAdmin<{ costs: { variant_id: string; cost_fen: string }[] }>(
    "GET",
    `costs?${query}`,
  );
  return new Map(costs.map(({ variant_id, cost_fen }) => [variant_id, cost_fen]));
}

/** Writes costs; null takes one away. */
export const saveCosts = (costs: { variant_id: string; cost_fen: string | null }[]): Promise<unknown> =>
  askAdmin("POST", "costs", { costs });
