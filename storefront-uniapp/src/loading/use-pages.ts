import { ref, shallowRef } from "vue";
import { sentenceFor } from "@/api/refusal";

/** A list that grows as one scrolls. Reading it is reactive. */
export interface Pages<Item> {
  readonly items: Item[];
  readonly problem: string;
  readonly waiting: boolean;
  /** There is nothing further to fetch. */
  readonly complete: boolean;
  /** Starts over, for a new question or a refresh. */
  restart(): Promise<void>;
  /** Fetches the next part unless one is on its way or there is none. */
  more(): Promise<void>;
  /** Asks again for the part that failed. */
  retry(): Promise<void>;
}

/** Loads a list part by part; a restart makes answers to earlier questions void. */
export function usePages<Item, Cursor>(
  fetchPart: (cursor: Cursor | undefined) => Promise<{ items: Item[]; next: Cursor | undefined }>,
): Pages<Item> {
  const items = shallowRef<Item[]>([]);
  const problem = ref("");
  const complete = ref(false);
  const loading = ref(true);
  let cursor: Cursor | undefined;
  let question = 0;

  async function load(fresh: boolean): Promise<void> {
    const mine = question;
    loading.value = true;
    try {
      const part = await fetchPart(fresh ? undefined : cursor);
      if (mine !== question) return;
      items.value = fresh ? part.items : [...items.value, ...part.items];
      cursor = part.next;
      complete.value = part.next === undefined;
      problem.value = "";
    } catch (error) {
      if (mine !== question) return;
      problem.value = sentenceFor(error);
      if (fresh) items.value = [];
    }
    loading.value = false;
  }

  return {
    get items() {
      return items.value;
    },
    get problem() {
      return problem.value;
    },
    get waiting() {
      return loading.value && items.value.length === 0;
    },
    get complete() {
      return complete.value;
    },
    restart() {
      question += 1;
      complete.value = false;
      return load(true);
    },
    async more() {
      if (!loading.value && !complete.value && problem.value === "") await load(false);
    },
    async retry() {
      if (!loading.value && !complete.value) await load(items.value.length === 0);
    },
  };
}
