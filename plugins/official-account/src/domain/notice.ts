import { afterQuiet, type QuietHours } from "@tengman/values";
import { z } from "zod";
import { amountText, type FieldType, fieldType, fieldValue } from "./template-field.js";

/** What people are told, with what a template may show of it. */
export const NOTICES = {
  order_paid: ["order_number", "goods", "amount", "time"],
  order_shipped: ["order_number", "goods", "tracking_number", "time"],
  order_refunded: ["order_number", "goods", "amount", "time"],
  commission_accrued: ["amount", "count", "time"],
  commission_matured: ["amount", "time"],
  commission_clawed_back: ["amount", "count", "time"],
  payout_to_confirm: ["amount", "time"],
  payout_sent: ["amount", "time"],
  payout_failed: ["amount", "time"],
  friend_joined: ["count", "time"],
  statement_closed: ["month", "time"],
  application_decided: ["decision", "time"],
} as const;
export type NoticeKind = keyof typeof NOTICES;
export const NOTICE_KINDS = Object.keys(NOTICES) as [NoticeKind, ...NoticeKind[]];

/** Texts by the names above; an amount that may still grow is kept as `amount_fen`. */
export type NoticeFacts = Readonly<Record<string, string>>;

/** Of these many may happen at once: after one was told, those of the next minutes are told together. */
const GATHERED: readonly NoticeKind[] = ["commission_accrued", "commission_clawed_back", "friend_joined"];

/** What asks for an answer, or what somebody is waiting for, is told at night too. */
const URGENT: readonly NoticeKind[] = [
  "order_paid",
  "order_shipped",
  "order_refunded",
  "payout_to_confirm",
  "payout_sent",
  "payout_failed",
];

export const isGathered = (kind: NoticeKind): boolean => GATHERED.includes(kind);

/** When a notice may go out: what is not urgent waits until the quiet hours are over. */
export const dueAt = (kind: NoticeKind, now: Date, quiet_hours: QuietHours): Date =>
  URGENT.includes(kind) ? now : afterQuiet(now, quiet_hours);

/** The facts as a template shows them. */
export function shownFacts({ amount_fen, ...facts }: NoticeFacts): NoticeFacts {
  return amount_fen === undefined ? facts : { ...facts, amount: amountText(BigInt(amount_fen)) };
}

/** Types of fields that can show a fact. */
const SHOWN_BY: Readonly<Record<string, readonly FieldType[]>> = {
  order_number: ["character_string", "number", "thing"],
  goods: ["thing"],
  amount: ["amount", "thing"],
  tracking_number: ["character_string", "thing"],
  time: ["time", "thing"],
  count: ["number", "thing"],
  month: ["thing"],
  decision: ["phrase", "thing"],
};

const fieldShape = z
  .strictObject({
    /** As the template's text has it: `thing1`. */
    name: z.string().refine((name) => fieldType(name) !== null, "is no typed field"),
    fact: z.string().optional(),
    /** The same for everybody, where it is no fact. */
    text: z.string().trim().min(1).max(32).optional(),
  })
  .superRefine(({ name, fact, text }, context) => {
    const type = fieldType(name);
    const issue = (path: string) =>
      context.addIssue({ code: "custom", path: [path], message: "does not fit the field" });
    if ((fact === undefined) === (text === undefined)) issue("fact");
    else if (type !== null && fact !== undefined && !SHOWN_BY[fact]?.includes(type)) issue("fact");
    else if (type !== null && text !== undefined && fieldValue(type, text) === null) issue("text");
  });

/** How a kind of notice is told: the account's template, what its fields show, and where a tap leads. */
export const templateShape = z
  .strictObject({
    kind: z.enum(NOTICE_KINDS),
    template_id: z.string().regex(/^[\w-]{10,64}$/),
    fields: z.array(fieldShape).min(1).max(10),
    is_enabled: z.boolean().default(true),
  })
  .superRefine(({ kind, fields }, context) => {
    const names = new Set(fields.map(({ name }) => name));
    if (names.size < fields.length) {
      context.addIssue({ code: "custom", path: ["fields"], message: "a field is there twice" });
    }
    const facts: readonly string[] = NOTICES[kind];
    const foreign = fields.findIndex(({ fact }) => fact !== undefined && !facts.includes(fact));
    if (foreign >= 0) {
      context.addIssue({ code: "custom", path: ["fields", foreign, "fact"], message: "is not told of this" });
    }
  });
export type NoticeTemplate = z.output<typeof templateShape>;

/** The fields of one message. @returns the name of a field that its fact does not fit, instead */
export function fillTemplate(
  { fields }: Pick<NoticeTemplate, "fields">,
  facts: NoticeFacts,
): { kind: "filled"; data: Record<string, string> } | { kind: "misfit"; field: string } {
  const data: Record<string, string> = {};
  for (const { name, fact, text } of fields) {
    const type = fieldType(name);
    const value = type && fieldValue(type, text ?? facts[fact ?? ""] ?? "");
    if (!value) return { kind: "misfit", field: name };
    data[name] = value;
  }
  return { kind: "filled", data };
}

const MINUTE_MS = 60_000;
/** After a first try: how long until the next ones. */
const PAUSES_MS = [1, 5, 30, 120, 360].map((minutes) => minutes * MINUTE_MS);

/** What becomes of a notice that WeChat did not take. */
export type Failure = { kind: "retry"; at: Date; reason: string } | { kind: "failed"; reason: string };

const FINAL: Readonly<Record<number, string>> = {
  40003: "openid_unknown",
  40037: "template_unknown",
  43004: "not_following",
  43101: "refused_by_person",
  43104: "refused_by_person",
  43116: "template_recalled",
  47003: "data_refused",
  48001: "not_allowed",
  48002: "refused_by_person",
};

/**
 * Whether trying again may help. The number stays the same, so WeChat sends none twice.
 * @param errcode WeChat's code; null when it did not answer
 * @param attempts how often it was tried, this time included
 */
export function afterFailure(errcode: number | null, attempts: number, now: Date): Failure {
  const reason =
    errcode === null
      ? "wechat_unavailable"
      : (FINAL[errcode] ?? (errcode === 45009 ? "quota_used_up" : "refused"));
  if (errcode !== null && errcode in FINAL) return { kind: "failed", reason };
  const pause = PAUSES_MS[attempts - 1];
  if (pause === undefined) return { kind: "failed", reason };
  return { kind: "retry", at: new Date(now.getTime() + pause), reason };
}

/** What WeChat says became of a message it had taken. */
export function deliveryOf(status: string): { state: "delivered" } | { state: "failed"; reason: string } {
  if (status === "success") return { state: "delivered" };
  return { state: "failed", reason: status.includes("block") ? "refused_by_person" : "not_delivered" };
}
