import { z } from "zod";
import { ALERT_KINDS, type AlertKind, type AlertRule, THRESHOLDS } from "./alert";

const hour = z.number().int().min(0).max(23);
const MOST_ADDRESSES = 10;

const ruleShape = z
  .strictObject({
    kind: z.enum(ALERT_KINDS),
    threshold: z.number().int(),
    is_enabled: z.boolean(),
  })
  .refine(({ kind, threshold }) => threshold >= THRESHOLDS[kind].min && threshold <= THRESHOLDS[kind].max, {
    path: ["threshold"],
  });

/** What the merchant sets: what counts, who is told, and when nobody is. */
export const alertSettingsShape = z.strictObject({
  rules: z
    .array(ruleShape)
    .max(ALERT_KINDS.length)
    .refine((rules) => new Set(rules.map(({ kind }) => kind)).size === rules.length),
  emails: z.array(z.email().max(254)).max(MOST_ADDRESSES),
  /** Where a message is posted; null posts none. */
  webhook_url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  quiet_hours: z.strictObject({ from_hour: hour, until_hour: hour }),
});

export type AlertSettings = z.output<typeof alertSettingsShape>;

/** Where messages go, for those who do not set it: robots of chats carry their key in the path or the query. */
export function maskedUrl(url: string): string {
  return `${new URL(url).origin}/…`;
}

/** The rules with those that nobody has set. */
export function allRules(set: readonly AlertRule[]): AlertRule[] {
  const byKind = new Map(set.map((rule) => [rule.kind, rule]));
  return ALERT_KINDS.map(
    (kind) => byKind.get(kind) ?? { kind, threshold: THRESHOLDS[kind].standard, is_enabled: true },
  );
}

const percent = (bps: number): string => `${(bps / 100).toFixed(1)}%`;

const SENTENCES: Readonly<Record<AlertKind, (value: number) => string>> = {
  low_stock: (value) => `${value} 个规格库存不足`,
  payment_failures: (value) => `近 6 小时有 ${percent(value)} 的订单没有付款成功`,
  refund_rate: (value) => `近 7 天退款率达到 ${percent(value)}`,
  reconciliation_difference: (value) => `${value} 天的微信支付账单与店铺不一致`,
  ledger_difference: () => "佣金账本校验发现差异",
  unusual_distributor: (value) => `一位分销商近 24 小时带来 ${value} 单，明显高于平时`,
  conversion_drop: (value) => `昨日转化率比平时低 ${percent(value)}`,
};

/** An alert in a sentence, as mails and messages say it. */
export function alertSentence({
  kind,
  value,
  subjects,
}: {
  kind: AlertKind;
  value: number;
  subjects: readonly string[];
}): string {
  const names = subjects.length > 0 ? `：${subjects.join("、")}` : "";
  return `${SENTENCES[kind](value)}${names}`;
}
