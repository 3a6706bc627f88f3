import { messages } from "@tengman/admin-kit";

export const PLAYS = "/admin/crm/plays";

export const KINDS = messages({
  welcome: { name: "新客欢迎", when: "注册后 2 天内、还没有下单的顾客" },
  unpaid: { name: "待付款提醒", when: "下单 5 分钟后仍未付款的顾客" },
  inactive: { name: "沉睡唤醒", when: "多天没有再次下单的顾客" },
  birthday: { name: "生日月问候", when: "本月过生日的顾客，每年一次" },
  review: { name: "邀请评价", when: "收货几天后还没有评价的顾客" },
} as const);

export type PlayKind = keyof typeof KINDS;

export interface Play {
  readonly kind: PlayKind;
  readonly is_enabled: boolean;
  readonly message: string;
  readonly promotion_code: string;
  readonly control_bps: number;
  readonly days: number;
  readonly counts: Readonly<Record<string, number>>;
}

interface Group {
  readonly people: number;
  readonly buyers: number;
  readonly orders: number;
  readonly net_fen: string;
}

export interface PlayResult {
  readonly treated: Group;
  readonly control: Group;
  readonly extra_fen: string | null;
  readonly days: number;
}

/** Only these count days. */
export const COUNTS_DAYS: readonly PlayKind[] = ["inactive", "review"];

const BPS_PER_PERCENT = 100;

export interface Draft {
  readonly is_enabled: boolean;
  readonly message: string;
  readonly promotion_code: string;
  /** A percentage as typed. */
  readonly control: string;
  readonly days: string;
}

export const draftOf = ({ is_enabled, message, promotion_code, control_bps, days }: Play): Draft => ({
  is_enabled,
  message,
  promotion_code,
  control: String(control_bps / BPS_PER_PERCENT),
  days: String(days),
});

export const bodyOf = ({ is_enabled, message, promotion_code, control, days }: Draft) => ({
  is_enabled,
  message: message.trim(),
  promotion_code: promotion_code.trim(),
  control_bps: Math.round(Number(control) * BPS_PER_PERCENT),
  days: Number(days),
});
