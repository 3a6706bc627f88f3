import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AFTER_SALE_STATES,
  type AfterSaleAction,
  type AfterSaleState,
  type CaseAtHand,
  isOver,
  isVoid,
  moveCase,
  reasonFits,
} from "./after-sale";

const now = new Date("2026-11-22T04:00:00Z");
const rules = { now, send_back_days: 7 };

const asked: CaseAtHand = {
  type: "return_and_refund",
  state: "requested",
  asked_fen: 5_000n,
  goods_fen: 5_000n,
  freight_fen: 800n,
  send_back_by: null,
  answer_by: null,
};
const moneyAlone: CaseAtHand = { ...asked, type: "refund_only" };
const inState = (state: AfterSaleState): CaseAtHand => ({ ...asked, state });

describe("the merchant's approval", () => {
  it("of money alone lets the asked amount go back", () => {
    expect(moveCase(moneyAlone, { kind: "approve" }, rules)).toEqual({
      kind: "moved",
      change: { state: "to_refund", approved_fen: 5_000n, decided_at: now },
    });
  });

  it("of a return names where to, and gives seven whole days of Shanghai", () => {
    expect(moveCase(asked, { kind: "approve", return_to: "杭州市文三路 1 号" }, rules)).toEqual({
      kind: "moved",
      change: {
        state: "awaiting_return",
        approved_fen: 5_000n,
        decided_at: now,
        return_to: "杭州市文三路 1 号",
        send_back_by: new Date("2026-11-29T15:59:59.999Z"),
      },
    });
  });

  it("of a return without an address is refused", () => {
    expect(moveCase(asked, { kind: "approve" }, rules)).toMatchObject({
      refusal: { code: "return_to_missing", field: "return_to" },
    });
  });

  it.each([
    [1n, true],
    [5_800n, true],
    [0n, false],
    [5_801n, false],
  ])("of %s fen: %s, between a fen and the goods with their freight", (amount_fen, isTaken) => {
    const { kind } = moveCase(moneyAlone, { kind: "approve", amount_fen }, rules);
    expect(kind).toBe(isTaken ? "moved" : "refused");
  });
});

describe("time", () => {
  it("agrees to what nobody answered in time, and not a moment before", () => {
    const due = { ...moneyAlone, answer_by: now };
    expect(moveCase(due, { kind: "answer" }, rules)).toMatchObject({
      change: { state: "to_refund", approved_fen: 5_000n, is_automatic: true, decided_at: now },
    });
    for (const answer_by of [null, new Date(now.getTime() + 1)]) {
      expect(moveCase({ ...due, answer_by }, { kind: "answer" }, rules)).toMatchObject({
        refusal: { code: "after_sale_state_changed" },
      });
    }
    const back = { ...asked, answer_by: now };
    expect(moveCase(back, { kind: "answer", return_to: "杭州" }, rules)).toMatchObject({
      change: { state: "awaiting_return", return_to: "杭州", is_automatic: true },
    });
    expect(moveCase(back, { kind: "answer" }, rules)).toMatchObject({
      refusal: { code: "return_to_missing" },
    });
  });

  it("ends a return that was never sent, and only then", () => {
    const late = { ...inState("awaiting_return"), send_back_by: new Date(now.getTime() - 1) };
    expect(moveCase(late, { kind: "expire" }, rules)).toMatchObject({ change: { state: "canceled" } });
    const inTime = { ...late, send_back_by: now };
    expect(moveCase(inTime, { kind: "expire" }, rules)).toMatchObject({
      refusal: { code: "after_sale_state_changed" },
    });
  });
});

const ACTIONS: AfterSaleAction[] = [
  { kind: "approve", return_to: "杭州" },
  { kind: "reject", reason: "影响二次销售" },
  { kind: "cancel" },
  { kind: "send_back", carrier: "顺丰", tracking_number: "SF123456" },
  { kind: "receive" },
  { kind: "expire" },
  { kind: "moot" },
];

describe("moveCase", () => {
  it.each<[AfterSaleAction["kind"], AfterSaleState[]]>([
    ["approve", ["requested"]],
    ["reject", ["requested", "returning"]],
    ["cancel", ["requested", "awaiting_return"]],
    ["send_back", ["awaiting_return", "returning"]],
    ["receive", ["awaiting_return", "returning"]],
    ["expire", ["awaiting_return"]],
    ["moot", ["requested", "awaiting_return", "returning", "to_refund"]],
  ])("%s leads on from %j alone", (kind, from) => {
    const action = ACTIONS.find((one) => one.kind === kind) ?? { kind: "cancel" };
    const movable = AFTER_SALE_STATES.filter((state) => {
      const found = { ...inState(state), send_back_by: new Date(0) };
      return moveCase(found, action, rules).kind === "moved";
    });
    expect(movable).toEqual(from);
  });

  it("law: what is over stays over, a case closes exactly when it is over, and money is agreed before it goes back", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...ACTIONS), { maxLength: 8 }),
        fc.boolean(),
        (actions, isReturn) => {
          let found: CaseAtHand = { ...(isReturn ? asked : moneyAlone), send_back_by: new Date(0) };
          let approved = false;
          for (const action of actions) {
            const moved = moveCase(found, action, rules);
            if (moved.kind === "refused") continue;
            expect(isOver(found.state)).toBe(false);
            expect(moved.change.closed_at !== undefined).toBe(isOver(moved.change.state));
            approved ||= moved.change.approved_fen !== undefined;
            if (moved.change.state === "to_refund") expect(approved).toBe(true);
            found = { ...found, state: moved.change.state };
          }
        },
      ),
    );
  });
});

describe("states and reasons", () => {
  it("a void case asked for nothing in the end", () => {
    expect(AFTER_SALE_STATES.filter(isVoid)).toEqual(["rejected", "canceled"]);
    expect(AFTER_SALE_STATES.filter(isOver)).toEqual(["refunded", "rejected", "canceled"]);
  });

  it("the seven-day return sends the goods back, what never came does not", () => {
    expect(reasonFits("no_reason", "refund_only")).toBe(false);
    expect(reasonFits("no_reason", "return_and_refund")).toBe(true);
    expect(reasonFits("not_received", "return_and_refund")).toBe(false);
  });
});
