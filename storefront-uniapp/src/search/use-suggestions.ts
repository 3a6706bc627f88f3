import { onBeforeUnmount, type Ref, ref, watch } from "vue";
import { fetchProducts } from "@/api/mall";

/** Longer than between two keys. */
const PAUSE_MS = 250;
const MOST = 6;

/** Titles that begin to fit what is being typed; none while nothing is, or when asking fails. */
export function useSuggestions(words: Ref<string>): Ref<string[]> {
  const titles = ref<string[]>([]);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  async function ask(q: string, mine: number): Promise<void> {
    const found = await fetchProducts({ q, limit: MOST }).catch(() => undefined);
    if (mine === latest) titles.value = [...new Set(found?.products.map(({ title }) => title) ?? [])];
  }

  watch(words, (typed) => {
    clearTimeout(waiting);
    latest += 1;
    const [q, mine] = [typed.trim(), latest];
    if (q === "") titles.value = [];
    else waiting = setTimeout(() => void ask(q, mine), PAUSE_MS);
  });
  onBeforeUnmount(() => clearTimeout(waiting));
  return titles;
}
