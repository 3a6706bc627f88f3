import { ref, shallowRef } from "vue";
import { Refusal, sentenceFor } from "@/api/refusal";

/** What a page waits for: nothing yet, a value, or the reason there is none. Reading it is reactive. */
export interface Load<Value> {
  readonly value: Value | undefined;
  /** A sentence for people; empty while all is well. A value shown earlier stays. */
  readonly problem: string;
  /** The thing asked for does not exist: trying again is pointless. */
  readonly missing: boolean;
  /** Nothing to show yet. */
  readonly waiting: boolean;
  run(): Promise<void>;
  /** Shows a value that came from elsewhere, as the answer of an action does. */
  put(value: Value): void;
}

/** Loads on demand; when runs overlap only the latest one counts. */
export function useLoad<Value>(fetchValue: () => Promise<Value>): Load<Value> {
  const value = shallowRef<Value>();
  const problem = ref("");
  const missing = ref(false);
  const running = ref(true);
  let latest = 0;

  function put(next: Value): void {
    latest += 1;
    value.value = next;
    problem.value = "";
    missing.value = false;
    running.value = false;
  }

  async function run(): Promise<void> {
    latest += 1;
    const mine = latest;
    running.value = true;
    try {
      const fetched = await fetchValue();
      if (mine === latest) put(fetched);
    } catch (error) {
      if (mine !== latest) return;
      problem.value = sentenceFor(error);
      missing.value = error instanceof Refusal && error.status === 404;
      running.value = false;
    }
  }

  return {
    get value() {
      return value.value;
    },
    get problem() {
      return problem.value;
    },
    get missing() {
      return missing.value;
    },
    get waiting() {
      return running.value && value.value === undefined;
    },
    run,
    put,
  };
}
