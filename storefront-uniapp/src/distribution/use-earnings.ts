import { reactive } from "vue";
import { fetchGoodsCommissions } from "@/api/distribution";
import { t } from "@/locale";
import { formatYuan, isPositiveFen, parseFen } from "@/money/fen";
import { readToken } from "@/session/token";
import { useSession } from "@/stores/session";

/** As many as the server answers for at once. */
const PRODUCTS_PER_QUESTION = 50;

/** "Share, earn ¥x" for distributors; everybody else learns nothing and asks nothing. */
export function useEarnings() {
  const session = useSession();
  const words = reactive(new Map<string, string>());
  const most = reactive(new Map<string, bigint>());

  /** Asks what the given products earn. It is an extra: a failure leaves the page as it is. */
  async function learn(productIds: readonly string[]): Promise<void> {
    if (readToken() === undefined) return;
    try {
      await session.loadDistribution();
      const unknown = [...new Set(productIds)].filter((id) => !words.has(id));
      if (!session.isDistributor || unknown.length === 0) return;
      for (let from = 0; from < unknown.length; from += PRODUCTS_PER_QUESTION) {
        await learnSome(unknown.slice(from, from + PRODUCTS_PER_QUESTION));
      }
    } catch {
      // The shop works without these words.
    }
  }

  async function learnSome(productIds: readonly string[]): Promise<void> {
    for (const goods of await fetchGoodsCommissions(productIds)) {
      most.set(goods.product_id, parseFen(goods.commission_fen_max));
      words.set(goods.product_id, earningWords(goods.commission_fen_min, goods.commission_fen_max));
    }
  }

  return {
    learn,
    earningOf: (productId: string): string | undefined => words.get(productId) || undefined,
    /** The most one piece earns, in fen; zero while it is not known. */
    mostOf: (productId: string): bigint => most.get(productId) ?? 0n,
  };
}

/** The words for a range of commissions; empty when nothing is earned. */
export function earningWords(minFen: string, maxFen: string): string {
  if (!isPositiveFen(maxFen)) return "";
  return minFen === maxFen
    ? t.share.earn(formatYuan(maxFen))
    : t.share.earnRange(formatYuan(minFen), formatYuan(maxFen));
}
