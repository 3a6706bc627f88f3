import { reactive } from "vue";
import { sentenceFor } from "@/api/refusal";
import { toast } from "@/components/toast";

/** An action behind a button: it runs once at a time and says why it failed. */
export function useBusy(work: () => Promise<unknown>): { busy: boolean; run: () => Promise<void> } {
  const state = reactive({
    busy: false,
    async run(): Promise<void> {
      if (state.busy) return;
      state.busy = true;
      try {
        await work();
      } catch (error) {
        toast(sentenceFor(error));
      }
      state.busy = false;
    },
  });
  return state;
}
