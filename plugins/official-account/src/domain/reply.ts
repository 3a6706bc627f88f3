import { z } from "zod";
import type { PushMessage } from "./push-message.js";

const link = z.url({ protocol: /^https?$/ }).max(1_000);

/** What a rule answers: text, or a picture with a link (图文). WeChat's limits. */
export const answerShape = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("text"),
    text: z
      .string()
      .trim()
      .min(1)
      .refine((text) => Buffer.byteLength(text, "utf8") <= 2_048, "over 2048 bytes"),
  }),
  z.strictObject({
    kind: z.literal("news"),
    title: z.string().trim().min(1).max(64),
    description: z.string().trim().max(120).default(""),
    picture_url: link,
    url: link,
  }),
]);
export type Answer = z.output<typeof answerShape>;

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** When a rule is in force, in Shanghai's time; empty: always. A day's hours may pass midnight. */
export const scheduleShape = z
  .strictObject({
    from: z.iso.datetime({ offset: true }).optional(),
    until: z.iso.datetime({ offset: true }).optional(),
    /** 1 is Monday. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
    begins: z.string().regex(TIME).optional(),
    ends: z.string().regex(TIME).optional(),
  })
  .refine(({ begins, ends }) => (begins === undefined) === (ends === undefined), {
    path: ["ends"],
    error: "begins and ends go together",
  });
export type Schedule = z.output<typeof scheduleShape>;

export const REPLY_KINDS = ["welcome", "scan", "keyword", "click", "default"] as const;
export type ReplyKind = (typeof REPLY_KINDS)[number];

/** A rule as the merchant writes it. `words` are keywords, keys of menus, or scenes of codes, by kind. */
export const replyShape = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    kind: z.enum(REPLY_KINDS),
    match: z.enum(["exact", "contains", "pattern"]).default("exact"),
    words: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
    /** Higher ones are asked first. */
    priority: z.number().int().min(0).max(1_000).default(100),
    schedule: scheduleShape.default({}),
    answer: answerShape,
    is_enabled: z.boolean().default(true),
  })
  .superRefine(({ kind, match, words }, context) => {
    const issue = (message: string) => context.addIssue({ code: "custom", path: ["words"], message });
    if ((kind === "keyword" || kind === "click") && words.length === 0) issue("at least one");
    if (kind === "keyword" && match === "pattern" && !words.every(isSafePattern)) {
      issue("a pattern cannot be read, or repeats what repeats");
    }
  });
export type ReplyRule = z.output<typeof replyShape>;
export type StoredReply = ReplyRule & { id: string };

const PATTERN_LENGTH = 100;

/** A pattern that no message can make run for long: no group that repeats, no reference back, no look-around. */
function isSafePattern(source: string): boolean {
  if (source.length > PATTERN_LENGTH || /\)[*+{?]|\\\d|\(\?[=!<]/.test(source)) return false;
  if ((source.match(/[*+]|\{\d*,/g) ?? []).length > 2) return false;
  try {
    new RegExp(source, "iu");
    return true;
  } catch {
    return false;
  }
}

/** What a reply is looked for: by whom it was brought about does not matter. */
export type Occasion = Pick<PushMessage, "event" | "event_key" | "text" | "type">;

/**
 * The rule that answers. A scan's own rule comes before the welcome; a keyword's before the default. Among rules of a
 * kind the higher priority wins, then the more exact match, then the older id.
 */
export function chooseReply(
  rules: readonly StoredReply[],
  occasion: Occasion,
  now: Date,
): StoredReply | null {
  const inForce = rules.filter((rule) => rule.is_enabled && isInForce(rule.schedule, now)).toSorted(byRank);
  for (const kind of kindsFor(occasion)) {
    const rule = inForce.find((candidate) => candidate.kind === kind && fits(candidate, occasion));
    if (rule) return rule;
  }
  return null;
}

function kindsFor({ event, event_key, type }: Occasion): ReplyKind[] {
  if (event === "subscribe") return event_key === null ? ["welcome"] : ["scan", "welcome"];
  if (event === "scan") return ["scan"];
  if (event === "click") return ["click"];
  if (event !== null) return [];
  return type === "text" ? ["keyword", "default"] : ["default"];
}

const EXACTNESS = { exact: 0, contains: 1, pattern: 2 } as const;

function byRank(one: StoredReply, other: StoredReply): number {
  return (
    other.priority - one.priority ||
    EXACTNESS[one.match] - EXACTNESS[other.match] ||
    (one.id < other.id ? -1 : 1)
  );
}

function fits({ kind, match, words }: StoredReply, { event_key, text }: Occasion): boolean {
  if (kind === "welcome" || kind === "default") return true;
  if (kind === "scan") return words.length === 0 || (event_key !== null && words.includes(event_key));
  if (kind === "click") return event_key !== null && words.includes(event_key);
  const said = (text ?? "").trim().toLowerCase();
  if (match === "pattern") return words.some((word) => new RegExp(word, "iu").test(said.slice(0, 500)));
  const test = (word: string) => (match === "exact" ? said === word : said.includes(word));
  return words.some((word) => test(word.toLowerCase()));
}

/** Whether a schedule holds at a moment. */
export function isInForce({ from, until, weekdays, begins, ends }: Schedule, now: Date): boolean {
  if (from !== undefined && now < new Date(from)) return false;
  if (until !== undefined && now >= new Date(until)) return false;
  // Shanghai has had no summer time since 1991.
  const shanghai = new Date(now.getTime() + 8 * 3_600_000);
  if (weekdays !== undefined && !weekdays.includes(shanghai.getUTCDay() || 7)) return false;
  if (begins === undefined || ends === undefined) return true;
  const time = shanghai.toISOString().slice(11, 16);
  return begins <= ends ? begins <= time && time < ends : begins <= time || time < ends;
}
