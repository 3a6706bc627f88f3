import { language } from "../language/language";

const locale = () => (language.value === "zh" ? "zh-CN" : "en-GB");

/** Whole fen as yuan: 1990 → "19.90"; a minus stays in front. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, "0");
  return `${fen < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The hour and minute of a moment. */
export function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** A moment as a chat shows it: today "14:05", else with the day before it. */
export function shortTime(at: number): string {
  const date = new Date(at);
  if (new Date().toDateString() === date.toDateString()) return clockTime(at);
  return `${date.toLocaleDateString(locale(), { month: "long", day: "numeric" })} ${clockTime(at)}`;
}

/** A moment with everything down to the second. */
export function fullTime(at: number): string {
  return new Date(at).toLocaleString(locale(), { hour12: false });
}
