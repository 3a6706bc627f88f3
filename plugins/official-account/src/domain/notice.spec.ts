import { describe, expect, it } from "vitest";
import {
  afterFailure,
  deliveryOf,
  dueAt,
  fillTemplate,
  NOTICE_KINDS,
  shownFacts,
  templateShape,
} from "./notice";

const good = {
  kind: "order_paid",
  template_id: "tmpl_0123456789",
  fields: [
    { name: "character_string1", fact: "order_number" },
    { name: "thing2", fact: "goods" },
    { name: "phrase3", text: "已付款" },
  ],
};

describe("a template's fields", () => {
  it("show the facts of a notice, shortened where they may be", () => {
    const template = templateShape.parse(good);
    const facts = { order_number: "1024", goods: "一".repeat(30) };
    expect(fillTemplate(template, facts)).toEqual({
      kind: "filled",
      data: { character_string1: "1024", thing2: `${"一".repeat(19)}…`, phrase3: "已付款" },
    });
    expect(fillTemplate(template, { order_number: "1024" })).toEqual({ kind: "misfit", field: "thing2" });
  });

  it.each([
    ["a fact the field cannot show", [{ name: "phrase1", fact: "goods" }], "fields.0.fact"],
    ["a fact that is not of this notice", [{ name: "thing1", fact: "tracking_number" }], "fields.0.fact"],
    ["a name without a type", [{ name: "first", fact: "goods" }], "fields.0.name"],
    ["a text too long for it", [{ name: "phrase1", text: "已经付过款了" }], "fields.0.text"],
    ["neither a fact nor a text", [{ name: "thing1" }], "fields.0.fact"],
    [
      "a field twice",
      [
        { name: "thing1", fact: "goods" },
        { name: "thing1", text: "x" },
      ],
      "fields",
    ],
  ])("are refused with %s", (_, fields, path) => {
    const read = templateShape.safeParse({ ...good, fields });
    expect(read.error?.issues[0]?.path.join(".")).toBe(path);
  });
});

describe("a notice WeChat did not take", () => {
  const now = new Date("2026-11-29T12:00:00Z");
  it("is tried again while that may help, six times in all", () => {
    expect(afterFailure(null, 1, now)).toEqual({
      kind: "retry",
      at: new Date("2026-11-29T12:01:00Z"),
      reason: "wechat_unavailable",
    });
    expect(afterFailure(45009, 5, now)).toMatchObject({ kind: "retry", reason: "quota_used_up" });
    expect(afterFailure(-1, 6, now)).toEqual({ kind: "failed", reason: "refused" });
  });

  it.each([
    [43101, "refused_by_person"],
    [43004, "not_following"],
    [40037, "template_unknown"],
    [47003, "data_refused"],
  ])("is given up at once with %i", (errcode, reason) => {
    expect(afterFailure(errcode, 1, now)).toEqual({ kind: "failed", reason });
  });

  it("or took and could not deliver", () => {
    expect(deliveryOf("success")).toEqual({ state: "delivered" });
    expect(deliveryOf("failed:user block")).toMatchObject({ reason: "refused_by_person" });
    expect(deliveryOf("failed: system failed")).toMatchObject({ reason: "not_delivered" });
  });
});

describe("a notice of what somebody earned", () => {
  it("keeps its amount in fen until it is shown, so that others can be added", () => {
    expect(shownFacts({ amount_fen: "12345", count: "2" })).toEqual({ amount: "¥123.45", count: "2" });
    expect(shownFacts({ amount: "¥1.00" })).toEqual({ amount: "¥1.00" });
  });

  it("waits at night, unless money or goods are on their way", () => {
    const night = new Date("2026-11-30T23:00:00+08:00");
    const hours = { from_hour: 22, until_hour: 8 };
    const waiting = NOTICE_KINDS.filter((kind) => dueAt(kind, night, hours) > night);
    expect(waiting).toEqual([
      "commission_accrued",
      "commission_matured",
      "commission_clawed_back",
      "friend_joined",
      "statement_closed",
      "application_decided",
    ]);
    expect(dueAt("friend_joined", night, hours)).toEqual(new Date("2026-12-01T08:00:00+08:00"));
  });
});
