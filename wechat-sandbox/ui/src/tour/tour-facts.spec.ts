import { describe, expect, it } from "vitest";
import { currentStep, factsOf, type Seen, STEPS, tokenOf } from "./tour-facts";

const card = (at: number, link: string) => ({
  id: `m${at}`,
  from: "her",
  to: "him",
  at,
  content: { kind: "card" as const, title: "", desc: "", link, image_url: "" },
});
const visit = (at: number, method: string, path: string, is_page = false) => ({
  at,
  method,
  path,
  status: 200,
  is_page,
  is_known: is_page ? null : true,
});
const movement = (at: number, kind: "payment" | "refund" | "transfer", amount: number) => ({
  at,
  kind,
  amount,
  words: "",
  balance: 0,
  number: String(at),
});
const nothing = (): Seen => ({
  sharer: { openid: "her", is_logged_in: false, messages: [], visits: [], movements: [] },
  friend: { openid: "him", visits: [], movements: [] },
});

describe("the tour", () => {
  it("begins with the share", () => {
    const facts = factsOf(nothing(), 0);
    expect(currentStep(facts, [])).toBe("share");
    expect(facts.isCardAnonymous).toBe(false);
    expect(Object.values(facts.done)).toEqual(STEPS.map(() => false));
  });

  it("sees that a card carries no referral, and that the next one does", () => {
    const seen = nothing();
    seen.sharer.messages.push(card(1, "http://shop/p?id=1"));
    expect(factsOf(seen, 0)).toMatchObject({ isCardAnonymous: true, done: { share: false } });
    seen.sharer.messages.push(card(2, "http://shop/p?id=1&st=TOKEN"));
    expect(factsOf(seen, 0)).toMatchObject({ isCardAnonymous: false, done: { share: true } });
  });

  it("follows the whole way to the money", () => {
    const seen = nothing();
    seen.sharer.messages.push(card(1, "http://shop/p?st=TOKEN"));
    expect(currentStep(factsOf(seen, 0), [])).toBe("open");
    seen.friend.visits.push(visit(2, "GET", "/p?st=TOKEN", true));
    expect(currentStep(factsOf(seen, 0), [])).toBe("bind");
    seen.friend.visits.push(visit(3, "POST", "/store/distribution/bindings"));
    expect(currentStep(factsOf(seen, 0), [])).toBe("buy");
    seen.sharer.visits.push(visit(3, "GET", "/store/distribution/me"));
    seen.friend.movements.push(movement(4, "payment", -1_990));
    expect(currentStep(factsOf(seen, 0), [])).toBe("earn");
    seen.sharer.visits.push(visit(5, "GET", "/store/distribution/me/orders"));
    expect(currentStep(factsOf(seen, 0), [])).toBe("refund");
    seen.friend.movements.push(movement(6, "refund", 500));
    seen.sharer.movements.push(movement(7, "transfer", 1_000));
    const facts = factsOf(seen, 0);
    expect(currentStep(facts, [])).toBeUndefined();
    expect(facts).toMatchObject({ paid: 1_990, refunded: 500, received: 1_000 });
  });

  it("leaves out what happened before it began, and what is skipped", () => {
    const seen = nothing();
    seen.sharer.messages.push(card(1, "http://shop/p?st=TOKEN"));
    expect(currentStep(factsOf(seen, 5), [])).toBe("share");
    expect(currentStep(factsOf(seen, 5), ["share", "open"])).toBe("bind");
  });

  it("knows another token from the card's", () => {
    const seen = nothing();
    seen.sharer.messages.push(card(1, "http://shop/p?st=TOKEN"));
    seen.friend.visits.push(visit(2, "GET", "/p?st=OTHER", true), visit(3, "GET", "/p", true));
    expect(factsOf(seen, 0).done.open).toBe(false);
    expect(tokenOf("not an address at all:")).toBeUndefined();
  });
});
