import { randomInt } from "node:crypto";
import { beijingDay } from "./wechat-time.js";

/** Digits that nobody can guess the next of. */
export function randomDigits(count: number): string {
  return Array.from({ length: count }, () => String(randomInt(10))).join("");
}

/** A number of WeChat's own making: what it is, the day, and random digits (`4200020180608…`). */
export function wechatNumber(prefix: string, now: number, digits = 15): string {
  return `${prefix}${beijingDay(now)}${randomDigits(digits)}`;
}
