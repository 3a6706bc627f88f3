import { ref, watch } from "vue";
import { en } from "./en";
import { type MessageKey, zh } from "./zh";

export type Language = "zh" | "en";
export type { MessageKey };

const KEPT = "wechat-sandbox:language";
const MESSAGES: Record<Language, Record<MessageKey, string>> = { zh, en };

/** The language of the phones' own words; the shop speaks its own. */
export const language = ref<Language>(localStorage.getItem(KEPT) === "en" ? "en" : "zh");

watch(
  language,
  (chosen) => {
    localStorage.setItem(KEPT, chosen);
    document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
  },
  { immediate: true },
);

/** A message in the chosen language, with `{name}` replaced by the values. */
export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  return MESSAGES[language.value][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}

/** A message for something that has one under this key; what has none is shown as it is called. */
export function named(prefix: string, name: string): string {
  const key = `${prefix}.${name}`;
  return key in zh ? t(key as MessageKey) : name;
}
