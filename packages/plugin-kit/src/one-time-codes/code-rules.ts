/** How long a code is good for. */
export const CODE_LIFE_S = 300;
/** How many guesses of one code are compared. */
export const CODE_ATTEMPTS = 5;
/** How long a number or an e-mail address, the subject, waits between two codes. */
export const RESEND_S = 60;
export const CODES_OF_SUBJECT_IN_HOUR = 5;
export const CODES_OF_ADDRESS_IN_HOUR = 60;
/** How many codes a day a subject or a network address gets before the page has to work for the next one. */
export const CODES_WITHOUT_PROOF = 2;

/** A code of six digits. @param drawn a random integer below a million */
export function codeOf(drawn: number): string {
  return String(drawn).padStart(6, "0");
}

/** What was sent lately, as the database counts it. */
export interface RecentCodes {
  /** Seconds since the subject's latest code, null when there was none today. */
  subject_latest_s: number | null;
  subject_hour: number;
  subject_day: number;
  address_hour: number;
  address_day: number;
}

export interface DayLimits {
  codes_of_subject: number;
  codes_of_address: number;
}

/** Whether one more code may be sent: at once, after some work of the page, or not before some seconds. */
export type SendDecision = { kind: "send" } | { kind: "prove" } | { kind: "wait"; seconds: number };

const HOUR_S = 3_600;
const DAY_S = 86_400;

/** Decides by what was sent lately. The waits of the long limits are upper bounds: they tell no exact counts. */
export function decideSending(recent: RecentCodes, limits: DayLimits, isProven: boolean): SendDecision {
  if (recent.subject_latest_s !== null && recent.subject_latest_s < RESEND_S)
    return { kind: "wait", seconds: Math.ceil(RESEND_S - recent.subject_latest_s) };
  if (recent.subject_day >= limits.codes_of_subject || recent.address_day >= limits.codes_of_address)
    return { kind: "wait", seconds: DAY_S };
  if (recent.subject_hour >= CODES_OF_SUBJECT_IN_HOUR || recent.address_hour >= CODES_OF_ADDRESS_IN_HOUR)
    return { kind: "wait", seconds: HOUR_S };
  const isFree = recent.subject_day < CODES_WITHOUT_PROOF && recent.address_day < CODES_WITHOUT_PROOF;
  return isFree || isProven ? { kind: "send" } : { kind: "prove" };
}
