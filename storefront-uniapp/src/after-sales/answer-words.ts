import { t } from "@/locale";

const DAY_S = 86_400;
const HOUR_S = 3_600;

/** What a shopper reads about how long the merchant still has to answer: days and hours, then hours and minutes. */
export function answerWords(seconds: number): string {
  const days = Math.floor(seconds / DAY_S);
  const hours = Math.floor((seconds % DAY_S) / HOUR_S);
  const minutes = Math.floor((seconds % HOUR_S) / 60);
  if (days > 0) return t.afterSales.answerInDays(days, hours);
  if (hours > 0) return t.afterSales.answerInHours(hours, minutes);
  return minutes > 0 ? t.afterSales.answerInMinutes(minutes) : t.afterSales.answerDue;
}
