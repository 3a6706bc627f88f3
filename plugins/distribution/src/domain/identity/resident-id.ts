import { type Refused, refused } from "../errors";
import { shanghaiDay } from "../shanghai-day";

/** The youngest who may be paid. */
const ADULT_YEARS = 18;
const SHAPE = /^\d{17}[\dX]$/;
/** GB 11643: weights of the first seventeen digits, and the last character by the sum's remainder. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const LAST = "10X98765432";

export type IdentityRefusal = "real_name_invalid" | "id_number_invalid" | "under_age";

/** An ID number as it is compared and kept: without spaces, the last letter large. */
export function normalIdNumber(text: string): string {
  return text.replace(/\s/g, "").toUpperCase();
}

/**
 * Why a person may not be paid under this name and resident ID number, or null when they may.
 * @param id_number normalised
 */
export function identityRefusal(
  real_name: string,
  id_number: string,
  now: Date,
): Refused<IdentityRefusal> | null {
  const letters = [...real_name];
  if (letters.length < 2 || letters.length > 40 || !/^[\p{L}·. ]+$/u.test(real_name)) {
    return refused("real_name_invalid", "real_name");
  }
  const born = SHAPE.test(id_number) && hasRightEnd(id_number) ? birthDay(id_number) : null;
  if (born === null || born > shanghaiDay(now)) return refused("id_number_invalid", "id_number");
  return ageOn(born, shanghaiDay(now)) < ADULT_YEARS ? refused("under_age", "id_number") : null;
}

function hasRightEnd(id_number: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(id_number[index]), 0);
  return LAST[sum % 11] === id_number[17];
}

/** The day of birth as text, or null when there is no such day. */
function birthDay(id_number: string): string | null {
  const day = `${id_number.slice(6, 10)}-${id_number.slice(10, 12)}-${id_number.slice(12, 14)}`;
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day) ? day : null;
}

/** Full years on a day; whoever was born on 29 February is a year older on 1 March. */
function ageOn(born: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) < born.slice(5) ? years - 1 : years;
}

/** A name with all but the first character hidden: `"王**"` whatever its length. */
export function maskedRealName(real_name: string): string {
  return `${[...real_name][0] ?? ""}**`;
}

/** An ID or account number with only its ends showing: `"330***********1234"`. */
export function maskedNumber(text: string, ahead: number): string {
  const hidden = Math.max(text.length - ahead - 4, 4);
  return `${text.slice(0, ahead)}${"*".repeat(hidden)}${text.slice(-4)}`;
}
