import type { Figure } from "@tengman/plugin-kit";
import type { ConfigurationOutline } from "../../options";

const LEAST_KEY_BITS = 2048;

type KeyOutline = Pick<
  ConfigurationOutline,
  "merchant_certificate" | "merchant_key_bits" | "merchant_serial" | "public_key_is_own"
>;

/**
 * Whether the shop's keys can still prove to WeChat who it is, and WeChat to the shop. Nothing is asked of WeChat: what
 * only WeChat knows is in the configuration check of the admin.
 * @returns undefined when nothing is wrong
 */
export function findKeyFault(outline: KeyOutline, now: Date): string | undefined {
  const {
    merchant_certificate: certificate,
    merchant_key_bits,
    merchant_serial,
    public_key_is_own,
  } = outline;
  if (merchant_key_bits < LEAST_KEY_BITS) return "merchant_key_short";
  if (public_key_is_own) return "public_key_is_own";
  if (!certificate) return undefined;
  if (!certificate.fits_key) return "certificate_of_other_key";
  if (certificate.serial.toUpperCase() !== merchant_serial.toUpperCase())
    return "certificate_of_other_serial";
  return certificate.valid_until <= now ? "certificate_expired" : undefined;
}

/** How much waits, and for how many seconds the oldest. */
export interface WaitingRow {
  waiting: string;
  oldest_s: string | null;
}

/** What of WeChat Pay waits, and until when the merchant's certificate is good. */
export async function waitingFigures(
  run: (sql: string) => Promise<WaitingRow[]>,
  { merchant_certificate }: Pick<ConfigurationOutline, "merchant_certificate">,
): Promise<Figure[]> {
  const [row] = await run(
    `select count(*) as waiting, extract(epoch from now() - min(created_at)) as oldest_s
     from wechat_notification where state = 'received' and deleted_at is null`,
  );
  const figures: Figure[] = [
    {
      name: "wechat_pay_waiting_notifications",
      help: "Notifications that are stored and not processed",
      values: [{ labels: {}, value: Number(row?.waiting ?? 0) }],
    },
    {
      name: "wechat_pay_oldest_waiting_notification_seconds",
      help: "How long the oldest of them waits",
      values: [{ labels: {}, value: Number(row?.oldest_s ?? 0) }],
    },
  ];
  if (!merchant_certificate) return figures;
  const value = merchant_certificate.valid_until.getTime() / 1000;
  const help = "When the merchant's certificate ends, in seconds since 1970";
  return [
    ...figures,
    { name: "wechat_pay_certificate_ends_timestamp_seconds", help, values: [{ labels: {}, value }] },
  ];
}
