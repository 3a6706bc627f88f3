import { type StatusText, t } from "@tengman/admin-kit/texts";

export const QR_CODES = "/admin/official-account/qr-codes";

/** A channel's code as `GET /admin/official-account/qr-codes` shows it; times are ISO 8601. */
export interface QrCode {
  id: string;
  scene: string;
  name: string;
  url: string;
  expires_at: string | null;
  created_at: string;
  scans: number;
  people: number;
  new_followers: number;
}

export interface QrCodePage {
  qr_codes: QrCode[];
  count: number;
}

/** One code with what came of it. */
export interface QrCodeDetail {
  qr_code: QrCode;
  /** Days of Shanghai with at least one scan, the latest first. */
  days: { day: string; scans: number; new_followers: number }[];
  sales: { customers: number; buyers: number; orders: number; paid_fen: string };
}

/** The code's picture, drawn by the shop, for a poster of any size. */
export const picturePath = ({ id }: QrCode): string => `${QR_CODES}/${encodeURIComponent(id)}/picture`;

export function validityOf({ expires_at }: QrCode, now: Date): StatusText {
  if (expires_at === null) return { label: t("长期有效"), color: "green" };
  return new Date(expires_at) > now
    ? { label: t("使用中"), color: "green" }
    : { label: t("已过期"), color: "grey" };
}
