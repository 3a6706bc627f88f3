import { shallowRef } from "vue";

/** Another language: for each group of texts, by its name, the same keys as the Chinese ones. */
export type OtherLanguage = Readonly<Record<string, object>>;

const other = shallowRef<OtherLanguage>();

/** Has every text read from now on come from another language. */
export function speak(language: OtherLanguage): void {
  other.value = language;
}

/**
 * Texts of the shop in the language the shopper chose. They are written in Chinese, beside the pages that show them; what
 * another language lacks is shown in Chinese.
 * @param name under which the other languages have these texts
 */
export function words<Texts extends object>(name: string, chinese: Texts): Texts {
  return translated(chinese, () => other.value?.[name]);
}

function translated<Texts extends object>(chinese: Texts, elsewhere: () => object | undefined): Texts {
  const groups = new Map<PropertyKey, object>();
  return new Proxy(chinese, {
    get(texts, key) {
      const text: unknown = Reflect.get(texts, key);
      const there = (): unknown => {
        const found = elsewhere();
        return found === undefined ? undefined : Reflect.get(found, key);
      };
      if (typeof text !== "object" || text === null) return there() ?? text;
      const known = groups.get(key) ?? translated(text, there as () => object | undefined);
      groups.set(key, known);
      return known;
    },
  });
}

/** What a refusal says in the language the shopper chose; undefined in Chinese, which the server speaks itself. */
export function refusalIn(code: string): string | undefined {
  const sentences = other.value?.refusals as Readonly<Record<string, string>> | undefined;
  return sentences?.[code];
}
