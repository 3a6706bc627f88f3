import { FREQUENCY_CAP } from "../../../domain/outreach";
import { DAY_MS } from "../../../domain/rfm";

/** Since when messages count against the cap. */
export const capSince = (now: Date): Date => new Date(now.getTime() - FREQUENCY_CAP.days * DAY_MS);

/**
 * When the customer `f` was written to or is about to be, as an array of moments. What waits counts as well, or somebody
 * would be given more messages than may go out. Its one value is `capSince`.
 */
export const SENT_AT_SQL = `array(select coalesce(m."sent_at", m."next_attempt_at") from "crm_outreach_person" m
  where m."customer_id" = f."customer_id" and m."state" in ('waiting', 'sending', 'sent')
    and coalesce(m."sent_at", m."next_attempt_at") > ?::timestamptz)`;
