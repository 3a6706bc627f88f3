import { dayText, messages, t } from "@tengman/admin-kit/texts";
import type { Answer } from "../messages/message";

export const REPLIES = "/admin/official-account/replies";

export type ReplyKind = "welcome" | "scan" | "keyword" | "click" | "default";
export type Match = "exact" | "contains" | "pattern";

/** When a rule is in force, by Shanghai's clock; empty: always. */
export interface Schedule {
  from?: string;
  until?: string;
  weekdays?: number[];
  begins?: string;
  ends?: string;
}

/** A rule as the merchant writes it. */
export interface ReplyRule {
  name: string;
  kind: ReplyKind;
  match: Match;
  words: string[];
  priority: number;
  schedule: Schedule;
  answer: Answer;
  is_enabled: boolean;
}

export interface Reply extends ReplyRule {
  id: string;
  changed_by: string;
  changed_at: string;
}

export interface ReplyPage {
  replies: Reply[];
  /** All come at once. */
  next_cursor?: never;
}

export const KINDS: Readonly<Record<ReplyKind, string>> = messages({
  welcome: "关注时",
  scan: "扫码时",
  keyword: "关键词",
  click: "点菜单时",
  default: "其他消息",
});

/** When a rule of a kind answers. */
export const KIND_NOTES: Readonly<Record<ReplyKind, string>> = messages({
  welcome: "有人关注公众号时回复",
  scan: "扫渠道码或分享码时回复，优先于“关注时”；不填场景值则适用于所有二维码",
  keyword: "粉丝发来的文字符合关键词时回复",
  click: "粉丝点了类型为“回复消息”的菜单时回复",
  default: "没有其他规则回复时才回复",
});

/** What a kind's words are called; kinds without words are not asked for any. */
export const WORDS: Readonly<Partial<Record<ReplyKind, { label: string; hint: string }>>> = messages({
  scan: { label: "场景值", hint: "每行一个，在“渠道二维码”里复制" },
  keyword: { label: "关键词", hint: "每行一个，不区分大小写" },
  click: { label: "菜单 KEY", hint: "每行一个，与自定义菜单里填写的一致" },
});

export const MATCHES: Readonly<Record<Match, string>> = messages({
  exact: "完全一致",
  contains: "包含即可",
  pattern: "正则表达式",
});

export const WEEKDAYS: readonly string[] = messages(["一", "二", "三", "四", "五", "六", "日"]);

/** A new rule, ready to be filled in. */
export const newRule = (): ReplyRule => ({
  name: "",
  kind: "keyword",
  match: "contains",
  words: [],
  priority: 100,
  schedule: {},
  answer: { kind: "text", text: "" },
  is_enabled: true,
});

/** An answer in one line. */
export const answerText = (answer: Answer): string =>
  answer.kind === "text" ? answer.text : t("[图文] {{title}}", { title: answer.title });

/** A schedule in one line. */
export function scheduleText({ from, until, weekdays, begins, ends }: Schedule): string {
  const parts = [
    ...(from || until
      ? [
          t("{{from}} 至 {{until}}", {
            from: from ? dayText(from) : "…",
            until: until ? dayText(until) : "…",
          }),
        ]
      : []),
    ...(weekdays?.length
      ? [t("周{{days}}", { days: weekdays.map((day) => WEEKDAYS[day - 1]).join(t("、")) })]
      : []),
    ...(begins && ends ? [`${begins}–${ends}`] : []),
  ];
  return parts.length > 0 ? parts.join(" · ") : t("一直");
}

/** Lines of a text field as words. */
export const wordsOf = (typed: string): string[] =>
  typed
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
