import { afterSaleWords } from "@/locale/zh-cn-after-sales";

const DAY_S = 86_400;
const HOUR_S = 3_600;

/** What a shopper reads about how long the merchant still has to answer: days and hours, then hours and minutes. */
export function answerWords(seconds: number): string {
  const days = Math.floor(seconds / DAY_S);
  const hours = Math.floor((seconds % DAY_S) / HOUR_S);
  const minutes = Math.floor((seconds % HOUR_S) / 60);
  if (days > 0) return afterSaleWords.answerInDays(days, hours);
  if (hours > 0) return afterSaleWords.answerInHours(hours, minutes);
  return minutes > 0 ? afterSaleWords.answerInMinutes(minutes) : afterSaleWords.answerDue;
}
