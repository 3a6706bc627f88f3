import { computed, reactive, shallowRef, watch } from "vue";
import type { PersonView } from "../../../src/phones/phone-view";
import type { Visit } from "../../../src/phones/visits";
import { call } from "../connection/call";
import { whenChanged } from "../connection/live";
import { PhoneClient } from "../connection/phone-client";
import { currentStep, factsOf, STEPS, type Step, type TourFacts } from "./tour-facts";

const GATHER_MS = 300;
const KEPT = "wechat-sandbox:tour";

/** What a browser keeps of its tour, so that it can be resumed. */
interface Kept {
  isOpen: boolean;
  /** 0: it has not begun. */
  began_at: number;
  skipped: Step[];
}

const fresh = (): Kept => ({ isOpen: true, began_at: Date.now(), skipped: [] });

function readKept(): Kept {
  const kept = JSON.parse(localStorage.getItem(KEPT) ?? "null") as Kept | null;
  return kept ?? { isOpen: false, began_at: 0, skipped: [] };
}

async function visitsOf(openid: string): Promise<Visit[]> {
  return (await call<{ visits: Visit[] }>("GET", `/phone-api/${openid}/visits`)).visits;
}

/** The tour of two people: where it stands, and what can be done about it. @param people whoever lives here */
export function useTour(people: () => PersonView[]) {
  const kept = reactive(readKept());
  watch(kept, (state) => localStorage.setItem(KEPT, JSON.stringify(state)));
  const facts = shallowRef<TourFacts>();
  const sharer = computed(() => people()[0]);
  const friend = computed(() => people()[1]);
  const step = computed(() => currentStep(facts.value, kept.skipped));

  async function refresh(): Promise<void> {
    if (!kept.isOpen || sharer.value === undefined || friend.value === undefined) return;
    const [her, him] = [sharer.value.openid, friend.value.openid];
    const [view, visits, wallet, hisVisits, hisWallet] = await Promise.all([
      new PhoneClient(her).view(),
      visitsOf(her),
      new PhoneClient(her).wallet(),
      visitsOf(him),
      new PhoneClient(him).wallet(),
    ]);
    const { is_logged_in, messages } = view;
    facts.value = factsOf(
      {
        sharer: { openid: her, is_logged_in, messages, visits, movements: wallet.movements },
        friend: { openid: him, visits: hisVisits, movements: hisWallet.movements },
      },
      kept.began_at,
    );
  }

  /** Goes on without this step. */
  function skip(): void {
    if (step.value !== undefined) kept.skipped = [...kept.skipped, step.value];
  }

  /** Goes back to the step before, if that one was skipped. */
  function back(): void {
    kept.skipped = kept.skipped.slice(0, -1);
  }

  function restart(): void {
    Object.assign(kept, fresh());
  }

  watch([() => kept.isOpen, () => kept.began_at, sharer], () => void refresh().catch(() => undefined), {
    immediate: true,
  });
  let isWaiting = false;
  /** A page asks for many things in a moment: they are looked at together. */
  function refreshSoon(): void {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      refresh().catch(() => undefined);
    }, GATHER_MS);
  }
  whenChanged("message", refreshSoon);
  whenChanged("visit", refreshSoon);
  return { kept, facts, step, steps: STEPS, sharer, friend, skip, back, restart };
}

export type Tour = ReturnType<typeof useTour>;
