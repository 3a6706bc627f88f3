import { ref, shallowRef } from "vue";
import type { PersonView } from "../../../src/phones/phone-view";
import { call } from "../connection/call";
import { whenChanged } from "../connection/live";

const FIRST = 2;

/** Everybody, and whose phones lie on the desk; the address keeps who. */
export function usePeopleOnDesk() {
  const people = shallowRef<PersonView[]>([]);
  const shopOrigin = ref("");
  const shown = ref(new URLSearchParams(location.search).get("show")?.split(",").filter(Boolean) ?? []);
  const isChosen = new URLSearchParams(location.search).has("show");

  async function refresh(): Promise<void> {
    const answer = await call<{ people: PersonView[]; shop_origin: string }>("GET", "/phone-api/people");
    people.value = answer.people;
    shopOrigin.value = answer.shop_origin;
    if (!isChosen && shown.value.length === 0)
      shown.value = answer.people.slice(0, FIRST).map(({ wechat_id }) => wechat_id);
  }

  function keep(): void {
    const query = new URLSearchParams({ show: shown.value.join(",") });
    history.replaceState(null, "", `?${query.toString().replaceAll("%2C", ",")}`);
  }

  /** Puts somebody's phone onto the desk, or takes it away. */
  function toggle(wechat_id: string): void {
    shown.value = shown.value.includes(wechat_id)
      ? shown.value.filter((other) => other !== wechat_id)
      : [...shown.value, wechat_id];
    keep();
  }

  /** Puts somebody's phone onto the desk unless it lies there. */
  function show(wechat_id: string): void {
    if (!shown.value.includes(wechat_id)) toggle(wechat_id);
  }

  /** Somebody new moves in, with a phone. */
  async function invite(nickname: string): Promise<void> {
    const { person } = await call<{ person: PersonView }>("POST", "/__control/people", { nickname });
    await refresh();
    show(person.wechat_id);
  }

  whenChanged("message", () => void refresh().catch(() => undefined));
  void refresh();
  return { people, shopOrigin, shown, toggle, show, invite };
}
