import { computed, ref, shallowRef } from "vue";
import type { WireEntry } from "../../../src/wire/wire-log";
import { call } from "../connection/call";
import { whenChanged } from "../connection/live";

export type { WireEntry };

/** Many exchanges in a moment are fetched at once. */
const GATHER_MS = 150;

/** What went over the wire, newest known state; about one number or all. */
export function useWire() {
  const entries = shallowRef<WireEntry[]>([]);
  const number = ref("");
  let isWaiting = false;

  /** Every number there is something about, the newest first. */
  const numbers = computed(() => [...new Set(entries.value.flatMap((entry) => entry.numbers).reverse())]);
  const shown = computed(() =>
    number.value === ""
      ? entries.value
      : entries.value.filter((entry) => entry.numbers.includes(number.value)),
  );

  async function refresh(): Promise<void> {
    isWaiting = false;
    entries.value = (await call<{ entries: WireEntry[] }>("GET", "/__control/wire")).entries;
  }

  async function clear(): Promise<void> {
    await call("DELETE", "/__control/wire");
    number.value = "";
  }

  whenChanged("wire", () => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => void refresh().catch(() => undefined), GATHER_MS);
  });
  void refresh();
  return { number, numbers, shown, clear };
}
