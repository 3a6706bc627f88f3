import { messages, t } from "@tengman/admin-kit";

export const ALERTS = "/admin/insights/alerts";
export const ALERT_SETTINGS = "/admin/insights/alert-settings";

export const KINDS = messages({
  low_stock: "库存不足",
  payment_failures: "付款失败偏多",
  refund_rate: "退款率偏高",
  reconciliation_difference: "支付对账有差异",
  ledger_difference: "佣金账本有差异",
  unusual_distributor: "分销商订单异常",
  conversion_drop: "转化率下降",
} as const);

export type AlertKind = keyof typeof KINDS;

/** An alert as `GET /admin/insights/alerts` shows it; times are ISO 8601. */
export interface Alert {
  readonly id: string;
  readonly kind: AlertKind;
  readonly value: number;
  readonly threshold: number;
  readonly subjects: readonly string[];
  readonly opened_at: string;
  readonly closed_at: string | null;
  readonly acknowledged_by: string | null;
}

export interface AlertPage {
  readonly alerts: Alert[];
  readonly count: number;
}

export interface AlertRule {
  readonly kind: AlertKind;
  readonly threshold: number;
  readonly is_enabled: boolean;
}

export interface Settings {
  readonly rules: readonly AlertRule[];
  readonly emails: readonly string[];
  readonly webhook_url: string | null;
  readonly quiet_hours: { readonly from_hour: number; readonly until_hour: number };
}

/** What became of a message about an alert. */
export interface Message {
  readonly id: string;
  readonly happened: "opened" | "closed";
  readonly recipient: string;
  readonly state: "waiting" | "sent" | "failed";
  readonly reason: string | null;
  readonly next_attempt_at: string;
  readonly sent_at: string | null;
}

export interface SettingsAnswer {
  readonly settings: Settings;
  readonly messages: readonly Message[];
}

/** What a threshold counts, and whether it is a percentage kept in basis points. */
export const UNITS: Readonly<Record<AlertKind, { readonly label: string; readonly isPercent?: boolean }>> =
  messages({
    low_stock: { label: "可售数量不多于（件）" },
    payment_failures: { label: "6 小时内未付款订单占比达到（%）", isPercent: true },
    refund_rate: { label: "7 天退款率达到（%）", isPercent: true },
    reconciliation_difference: { label: "有差异的天数达到（天）" },
    ledger_difference: { label: "发现差异即提醒" },
    unusual_distributor: { label: "24 小时订单达到平时的（倍）" },
    conversion_drop: { label: "昨日转化率比平时低（%）", isPercent: true },
  });

const BPS_PER_PERCENT = 100;

/** A threshold as it is typed. */
export const typedOf = ({ kind, threshold }: AlertRule): string =>
  String(UNITS[kind].isPercent ? threshold / BPS_PER_PERCENT : threshold);

/** A threshold as it is kept; NaN when it is no number. */
export const thresholdOf = (kind: AlertKind, typed: string): number =>
  Math.round(Number(typed) * (UNITS[kind].isPercent ? BPS_PER_PERCENT : 1));

/** The figure that raised an alert. */
export function figureOf({ kind, value }: Alert): string {
  switch (kind) {
    case "low_stock":
      return t("{{count}} 个规格", { count: value });
    case "payment_failures":
    case "refund_rate":
    case "conversion_drop":
      return `${(value / BPS_PER_PERCENT).toFixed(1)}%`;
    case "reconciliation_difference":
      return t("{{count}} 天", { count: value });
    case "unusual_distributor":
      return t("{{count}} 单", { count: value });
    case "ledger_difference":
      return "—";
  }
}

/** Where the merchant looks further. */
export const PAGES: Readonly<Record<AlertKind, string>> = {
  low_stock: "/inventory",
  payment_failures: "/orders",
  refund_rate: "/after-sales",
  reconciliation_difference: "/wechat-pay",
  ledger_difference: "/distribution/ledger",
  unusual_distributor: "/insights/distribution",
  conversion_drop: "/insights/funnel",
};

export const MESSAGE_STATES = messages({ waiting: "待发送", sent: "已发送", failed: "未送达" } as const);
export const HAPPENED = messages({ opened: "触发", closed: "恢复" } as const);
