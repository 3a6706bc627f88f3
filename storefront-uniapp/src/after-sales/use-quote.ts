import { type Ref, ref, shallowRef, watch } from "vue";
import type { AfterSaleQuote, AfterSaleWish } from "@/api/after-sale-types";
import { quoteAfterSale } from "@/api/after-sales";
import { sentenceFor } from "@/api/refusal";

const QUOTE_AFTER_MS = 250;

/** What the server says a wish is worth, asked anew a moment after every change; only the latest answer counts. */
export function useQuote(
  order: string,
  wish: Readonly<Ref<AfterSaleWish>>,
  onQuote: (quote: AfterSaleQuote) => void,
) {
  const quote = shallowRef<AfterSaleQuote>();
  const problem = ref("");
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  async function ask(asked: AfterSaleWish): Promise<void> {
    latest += 1;
    const mine = latest;
    try {
      const answer = await quoteAfterSale(order, asked);
      if (mine !== latest) return;
      quote.value = answer;
      onQuote(answer);
    } catch (error) {
      if (mine === latest) problem.value = sentenceFor(error);
    }
  }

  watch(
    wish,
    (asked) => {
      clearTimeout(timer);
      latest += 1;
      quote.value = undefined;
      problem.value = "";
      if (asked.items.length > 0) timer = setTimeout(() => void ask(asked), QUOTE_AFTER_MS);
    },
    { immediate: true },
  );
  return { quote, problem };
}
