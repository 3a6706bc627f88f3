import type { PhoneLine } from "./phone-line";

interface Entry {
  url: string;
  state: unknown;
  document: string;
}
interface Trail {
  at: number;
  entries: Entry[];
  replaces?: boolean;
}

/** The part of the Navigation API that is used; TypeScript's DOM types do not have it everywhere. */
interface NavigateEvent extends Event {
  navigationType: string;
  destination: { sameDocument: boolean };
}

/**
 * A history of the page's own. Several phones stand in one browser tab, and a tab has one joint history for all its
 * frames: "back" in one phone would turn a page in another. So each web view keeps its own entries and the tab never
 * sees them.
 */
export class PageHistory {
  readonly #key = `wechat-client-history:${window.name}`;
  readonly #document = `${Date.now()}-${Math.random()}`;
  readonly #replace = history.replaceState.bind(history);
  readonly #trail: Trail = JSON.parse(sessionStorage.getItem(this.#key) ?? "null") ?? { at: -1, entries: [] };
  // On the way to another document, routers still write to the page they leave (vue-router does, for scrolling).
  #leaving = false;

  constructor(private readonly line: PhoneLine) {
    history.pushState = (state, _title, url) => this.#write(state, url, true);
    history.replaceState = (state, _title, url) => this.#write(state, url, false);
    history.go = (delta = 0) => void setTimeout(() => this.#travel(delta));
    history.back = () => history.go(-1);
    history.forward = () => history.go(1);
    Object.defineProperty(history, "length", { configurable: true, get: () => this.#trail.entries.length });
    this.#arrive();
    this.#watchReplacing();
    line.obey("back", () => (this.#trail.at > 0 ? history.back() : line.tell("close")));
    line.obey("refresh", () => location.reload());
  }

  /** Tells the phone what its bar shows of the page. */
  describe(): void {
    const { title } = document;
    this.line.tell("page", { title, url: location.href, can_go_back: this.#trail.at > 0 });
  }

  #here(): Entry {
    return { url: location.href, state: history.state, document: this.#document };
  }

  #keep(): void {
    sessionStorage.setItem(this.#key, JSON.stringify(this.#trail));
  }

  #arrive(): void {
    const trail = this.#trail;
    const here = trail.entries[trail.at];
    const replaces = trail.replaces === true && here !== undefined;
    delete trail.replaces;
    if (replaces) trail.entries[trail.at] = this.#here();
    else if (here !== undefined && here.url === location.href) {
      here.document = this.#document;
      this.#replace(here.state, "", here.url);
    } else {
      trail.entries.splice(trail.at + 1, Number.POSITIVE_INFINITY, this.#here());
      trail.at = trail.entries.length - 1;
    }
    this.#keep();
  }

  #write(state: unknown, url: string | URL | null | undefined, isNew: boolean): void {
    this.#replace(state, "", url ?? location.href);
    if (this.#leaving) return;
    const trail = this.#trail;
    if (isNew) {
      trail.entries.splice(trail.at + 1, Number.POSITIVE_INFINITY, this.#here());
      trail.at += 1;
    } else trail.entries[trail.at] = this.#here();
    this.#keep();
    this.describe();
  }

  #travel(delta: number): void {
    if (delta === 0) {
      location.reload();
      return;
    }
    const trail = this.#trail;
    const entry = trail.entries[trail.at + delta];
    if (entry === undefined) return;
    trail.at += delta;
    this.#keep();
    if (entry.document !== this.#document) {
      this.#leaving = true;
      location.replace(entry.url);
      return;
    }
    this.#replace(entry.state, "", entry.url);
    window.dispatchEvent(new PopStateEvent("popstate", { state: entry.state }));
    this.describe();
  }

  /** `location.replace` cannot be wrapped; the browser says so on the way out, and the next document takes the place. */
  #watchReplacing(): void {
    const { navigation } = window as unknown as { navigation?: EventTarget };
    navigation?.addEventListener("navigate", (event) => {
      const { navigationType, destination } = event as NavigateEvent;
      if (this.#leaving || navigationType !== "replace" || destination.sameDocument) return;
      this.#trail.replaces = true;
      this.#keep();
    });
  }
}
