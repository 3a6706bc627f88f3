import { read, send } from "@tengman/admin-kit";

const COSTS = "/admin/distribution/costs";

/** The costs of variants in fen, by their ids; those that nobody has written are left out. */
export async function fetchCosts(variant_ids: string[]): Promise<Map<string, string>> {
  const { costs } = await read<{ costs: { variant_id: string; cost_fen: string }[] }>(COSTS, {
    variant_ids: variant_ids.join(","),
  });
  return new Map(costs.map(({ variant_id, cost_fen }) => [variant_id, cost_fen]));
}

/** Writes costs; null takes one away. */
export const saveCosts = (costs: { variant_id: string; cost_fen: string | null }[]): Promise<unknown> =>
  send(COSTS, { costs });
