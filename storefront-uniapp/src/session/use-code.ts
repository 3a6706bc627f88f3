import { computed, ref } from "vue";
import type { SentCode } from "@/api/phone-log-in";
import { isRefusal, sentenceFor } from "@/api/refusal";
import { t } from "@/locale";
import { useCountdown } from "@/orders/use-countdown";
import { serverNowMs } from "@/time/clock";
import { prove } from "./proof-of-work";

/** Waits longer than this are no countdown: the sentence says enough. */
const LONGEST_COUNTDOWN_S = 300;

/** Eleven digits of a mainland number out of what was typed, or undefined. */
export function phoneOf(typed: string): string | undefined {
  return /^(?:\+?86)?(1[3-9]\d{9})$/.exec(typed.replace(/[\s-]/g, ""))?.[1];
}

/** An address that a mail may reach, as it is compared, or undefined. The server looks more closely. */
export function emailOf(typed: string): string | undefined {
  const address = typed.trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) ? address : undefined;
}

/** Asks for codes: works where the server asks for work, counts down to the next, and says what went wrong. */
export function useCode(ask: (subject: string, proof?: string) => Promise<SentCode>) {
  const state = ref<"idle" | "checking" | "sending">("idle");
  const problem = ref("");
  const sentTo = ref("");
  const again = ref<string>();
  const wait = useCountdown(() => again.value);
  const isWaiting = computed(() => (wait.value ?? 0) > 0);
  const words = computed(() => {
    if (state.value === "checking") return t.logIn.codeChecking;
    if (state.value === "sending") return t.logIn.codeSending;
    if (isWaiting.value) return t.logIn.codeWait(wait.value ?? 0);
    return sentTo.value === "" ? t.logIn.getCode : t.logIn.getAgain;
  });
  const countDown = (seconds: number): void => {
    again.value = new Date(serverNowMs() + seconds * 1_000).toISOString();
  };

  async function request(subject: string): Promise<SentCode> {
    state.value = "sending";
    try {
      return await ask(subject);
    } catch (error) {
      if (!isRefusal(error, "proof_required")) throw error;
      state.value = "checking";
      const proof = await prove(String(error.details.challenge), Number(error.details.bits));
      state.value = "sending";
      return ask(subject, proof);
    }
  }

  /** @returns whether a code is on its way */
  async function send(subject: string): Promise<boolean> {
    if (state.value !== "idle" || isWaiting.value) return false;
    problem.value = "";
    try {
      const { resend_after_s } = await request(subject);
      sentTo.value = subject;
      countDown(resend_after_s);
      return true;
    } catch (error) {
      problem.value = sentenceFor(error);
      const seconds = isRefusal(error) ? Number(error.details.retry_after_s) : 0;
      if (seconds > 0 && seconds <= LONGEST_COUNTDOWN_S) countDown(seconds);
      return false;
    } finally {
      state.value = "idle";
    }
  }

  const isBusy = computed(() => state.value !== "idle");
  return { send, words, problem, sentTo, isBusy, isWaiting };
}
