import { onBeforeUnmount, ref, watch } from "vue";
import { serverNowMs } from "@/time/clock";
import { secondsUntil } from "@/time/instant";

const TICK_MS = 500;

/** Seconds until a deadline that may come later or change; `undefined` while there is none. */
export function useCountdown(deadline: () => string | null | undefined) {
  const seconds = ref<number>();
  let timer: ReturnType<typeof setInterval> | undefined;

  function tick(): void {
    const until = deadline();
    seconds.value = until ? secondsUntil(until, serverNowMs()) : undefined;
    if (seconds.value === undefined || seconds.value === 0) stop();
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  watch(
    deadline,
    () => {
      stop();
      timer = setInterval(tick, TICK_MS);
      tick();
    },
    { immediate: true },
  );
  onBeforeUnmount(stop);
  return seconds;
}
