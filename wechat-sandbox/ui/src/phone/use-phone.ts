import { computed, onScopeDispose, reactive, ref, shallowRef } from "vue";
import { whenChanged } from "../connection/live";
import { type Message, PhoneClient, type PhoneView } from "../connection/phone-client";
import { t } from "../language/language";
import { conversations, messagesWith } from "./conversations";

const TOAST_MS = 1_800;
const BANNER_MS = 8_000;

/** One phone: what WeChat knows of it, what its holder has read, and what is said in passing. */
export function usePhone(name: string) {
  const client = new PhoneClient(name);
  const view = shallowRef<PhoneView>();
  const read = reactive(new Map<string, number>());
  const toast = ref("");
  const news = shallowRef<Message>();
  let asked = 0;

  /** Fetches the view. Calls may overlap; the newest answer wins. */
  async function refresh(): Promise<void> {
    asked += 1;
    const mine = asked;
    const fresh = await client.view().catch(() => undefined);
    if (fresh === undefined || mine !== asked) return;
    const previous = view.value;
    view.value = fresh;
    if (previous === undefined) for (const { with: partner } of conversations(fresh)) markRead(partner);
    else announce(previous, fresh);
  }

  function markRead(partner: string): void {
    if (view.value !== undefined) read.set(partner, messagesWith(view.value, partner).length);
    if (news.value?.from === partner) news.value = undefined;
  }

  function announce(previous: PhoneView, fresh: PhoneView): void {
    const known = new Set(previous.messages.map(({ id }) => id));
    const last = fresh.messages.findLast(({ id, to }) => !known.has(id) && to === fresh.person.openid);
    if (last === undefined || last.from === "wechat-pay") return;
    news.value = last;
    after(BANNER_MS, () => {
      if (news.value === last) news.value = undefined;
    });
  }

  const timers = new Set<ReturnType<typeof setTimeout>>();
  function after(ms: number, act: () => void): void {
    timers.add(setTimeout(act, ms));
  }
  onScopeDispose(() => {
    for (const timer of timers) clearTimeout(timer);
  });

  /** Says something in passing. */
  function say(words: string): void {
    toast.value = words;
    after(TOAST_MS, () => {
      if (toast.value === words) toast.value = "";
    });
  }

  /** Does something and says so when WeChat cannot be reached. */
  async function attempt(work: () => Promise<unknown>): Promise<void> {
    await work().catch(() => say(t("network.trouble")));
  }

  const unread = computed(() => {
    const all = view.value === undefined ? [] : conversations(view.value);
    return new Set(
      all.filter((one) => one.messages.length > (read.get(one.with) ?? 0)).map((one) => one.with),
    );
  });

  whenChanged("message", () => void refresh());
  void refresh();
  return { client, view, unread, toast, news, refresh, markRead, say, attempt };
}

export type PhoneState = ReturnType<typeof usePhone>;
