import { describe, expect, it } from "vitest";
import { Chats } from "../people/chats.js";
import { firstPeople } from "../people/people.js";
import { freshState } from "../state/state.js";
import { WebViewSeats } from "./web-view-seats.js";

function seatsFor(count: number) {
  const state = freshState(firstPeople("wx1"));
  const ids = state.people.map(({ openid }) => openid);
  return { state, ids, seats: new WebViewSeats(state, new Chats(state), count) };
}

describe("web views", () => {
  it("go to the first people from the start", () => {
    const { seats, ids } = seatsFor(2);
    expect(ids.map((openid) => seats.seatOf(openid))).toEqual([0, 1, undefined, undefined, undefined]);
    expect(seats.holderOf(1)?.openid).toBe(ids[1]);
  });

  it("go to whoever opens a page, from whoever has used theirs longest ago", () => {
    const { seats, ids } = seatsFor(2);
    const [one, two, three, four] = ids as [string, string, string, string];
    seats.take(two);
    seats.take(one);
    expect(seats.take(three)).toBe(1);
    expect(seats.seatOf(two)).toBeUndefined();
    expect(seats.take(one)).toBe(0);
    expect(seats.take(four)).toBe(1);
    expect(seats.take(one)).toBe(0);
  });

  it("stay empty while there are more of them than people", () => {
    const { seats, state } = seatsFor(7);
    expect(state.holders).toHaveLength(5);
    expect(seats.take("somebody new")).toBe(5);
    expect(seats.holderOf(6)).toBeUndefined();
  });
});
