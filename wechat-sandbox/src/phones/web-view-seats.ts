import type { Chats } from "../people/chats.js";
import type { Person } from "../people/people.js";
import type { SandboxState } from "../state/state.js";

/**
 * Who sits at which web view. A web view is an origin of its own (a port); everybody has a phone, and there may be more
 * people than ports: whoever opens a page takes a free one, or the one that nobody has used for longest.
 */
export class WebViewSeats {
  readonly #used = new Map<number, number>();
  #uses = 0;

  /** @param count how many web views there are */
  constructor(
    private readonly state: SandboxState,
    private readonly chats: Chats,
    private readonly count: number,
  ) {
    const { holders, people } = state;
    holders.splice(count);
    for (const { openid } of people) {
      if (holders.length < count && !holders.includes(openid)) holders.push(openid);
    }
  }

  /** Who has the web view with this index. */
  holderOf(index: number): Person | undefined {
    const openid = this.state.holders[index];
    return this.state.people.find((person) => person.openid === openid);
  }

  /** The index of somebody's web view, while they have one. */
  seatOf(openid: string): number | undefined {
    const index = this.state.holders.indexOf(openid);
    return index === -1 ? undefined : index;
  }

  /** Gives somebody a web view and answers its index; whoever is turned out hears of a change. */
  take(openid: string): number {
    const index = this.seatOf(openid) ?? this.#free();
    this.#uses += 1;
    this.#used.set(index, this.#uses);
    if (this.state.holders[index] !== openid) {
      this.state.holders[index] = openid;
      this.chats.emit("change");
    }
    return index;
  }

  #free(): number {
    const { holders } = this.state;
    if (holders.length < this.count) return holders.length;
    const indexes = Array.from({ length: this.count }, (_, index) => index);
    const last = (index: number) => this.#used.get(index) ?? 0;
    return indexes.reduce((best, index) => (last(index) < last(best) ? index : best), 0);
  }
}
