import { onScopeDispose } from "vue";

let shared: EventSource | undefined;

/**
 * Calls `changed` whenever something has changed, and after a lost connection came back, as long as the component
 * lives. One stream serves a whole page: browsers keep only six connections to one address.
 * @param what `message`: on the phones; `wire`: an exchange has gone over the wire; `visit`: a web view has asked the shop
 */
export function whenChanged(what: "message" | "wire" | "visit", changed: () => void): void {
  shared ??= new EventSource("/phone-api/events");
  const stream = shared;
  for (const name of [what, "open"]) stream.addEventListener(name, changed);
  onScopeDispose(() => {
    for (const name of [what, "open"]) stream.removeEventListener(name, changed);
  });
}
