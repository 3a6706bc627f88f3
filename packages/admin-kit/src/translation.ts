import { getI18n } from "react-i18next";
import { type English, KIT_ENGLISH } from "./english";

/** The namespace of Medusa's translations that holds Tengman's texts. */
export const NAMESPACE = "tengman";

/** Characters and punctuation of Chinese. */
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

/** Whether a text has to be translated. */
export const isChinese = (text: string): boolean => CHINESE.test(text);

/**
 * A plugin's texts as Medusa's dashboard takes them from `src/admin/i18n`. Pages are written in Chinese, and the Chinese
 * text is its own key: English stands in the dictionary, and every other language falls back to English.
 */
export function translationsOf(english: English) {
  const all = { ...KIT_ENGLISH, ...english };
  const chinese = Object.fromEntries(Object.keys(all).map((text) => [text, text]));
  return { zhCN: { [NAMESPACE]: chinese }, en: { [NAMESPACE]: all } };
}

/** A Chinese text in the language of whoever looks; `{{name}}` in it is replaced by the value of that name. */
export function t(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  // Modules are loaded before the dashboard knows its language; what they read then is read again on a page.
  const i18n = getI18n();
  return i18n && isChinese(text)
    ? i18n.t(text, { ...values, ns: NAMESPACE, keySeparator: false, nsSeparator: false })
    : text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name] ?? ""));
}

/** Texts that stand outside components: each is translated when it is read, for then the language is known. */
export function messages<Texts extends object>(texts: Texts): Texts {
  return new Proxy(texts, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value === "string") {
        return t(value);
      }
      return typeof value === "object" && value !== null ? messages(value) : value;
    },
  });
}
