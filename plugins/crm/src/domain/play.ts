import { z } from "zod";

/** What the shop writes to customers by itself, once it is switched on. */
export const PLAY_KINDS = ["welcome", "unpaid", "inactive", "birthday", "review"] as const;

export type PlayKind = (typeof PLAY_KINDS)[number];

export const isPlayKind = (text: string): text is PlayKind => PLAY_KINDS.some((kind) => kind === text);

/** How one play goes. */
export interface Play {
  readonly kind: PlayKind;
  readonly is_enabled: boolean;
  /** What people read; `{code}` stands for the coupon. */
  readonly message: string;
  /** Empty where no coupon goes with it. */
  readonly promotion_code: string;
  /** The share that gets nothing, in basis points, always the same people. */
  readonly control_bps: number;
  /** `inactive`: since the last order; `review`: since receipt. Without meaning for the others. */
  readonly days: number;
}

const MOST_CONTROL_BPS = 5_000;

/** What a shop starts with: all off. */
export const STANDARD_PLAYS: Readonly<Record<PlayKind, Play>> = {
  welcome: standard("welcome", "欢迎来到小店，送您一张优惠券：{code}"),
  unpaid: standard("unpaid", "您有一笔订单还没有付款，商品为您保留不久，请尽快完成支付"),
  inactive: standard("inactive", "好久不见，送您一张优惠券：{code}", 60),
  birthday: standard("birthday", "生日月快乐，送您一张优惠券：{code}"),
  review: standard("review", "商品用得还满意吗？欢迎到订单里写下评价", 3),
};

function standard(kind: PlayKind, message: string, days = 1): Play {
  return { kind, is_enabled: false, message, promotion_code: "", control_bps: 1_000, days };
}

/** What a merchant sets. A message that is sent names the coupon exactly when there is one. */
export const playShape = z
  .strictObject({
    is_enabled: z.boolean(),
    message: z.string().trim().min(1).max(500),
    promotion_code: z.string().trim().max(60),
    control_bps: z.number().int().min(0).max(MOST_CONTROL_BPS),
    days: z.number().int().min(1).max(730),
  })
  .refine(
    ({ is_enabled, message, promotion_code }) =>
      !is_enabled || message.includes("{code}") === (promotion_code !== ""),
    { path: ["message"] },
  );

/** Somebody a play is for, and why now: of one occasion nobody hears twice. */
export interface Occasion {
  readonly customer_id: string;
  readonly occasion: string;
}

/** A welcome is for whoever came in the last days; whoever came before the play was switched on is no news. */
export const WELCOME_DAYS = 2;
/** After the day somebody counts as inactive, or after a receipt's days, they are written to within so many more. */
export const WINDOW_DAYS = 30;
/** An order is not called unpaid before. */
export const UNPAID_MINUTES = 5;

/** The outreach that a day's messages of a play belong to; other settings make another one. */
export function playOutreachId(play: Play, changed_at: Date, day: string): string {
  return `${beginOf(play, changed_at)}${day}`;
}

/** Whether an outreach is of a play as it was set at that moment. */
export function isOutreachOf(outreach_id: string, play: Play, changed_at: Date): boolean {
  return outreach_id.startsWith(beginOf(play, changed_at));
}

const beginOf = ({ kind }: Play, changed_at: Date): string =>
  `cply_${kind}_${changed_at.getTime().toString(36)}_`;
