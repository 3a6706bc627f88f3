import { onThisPhone } from "@/storage/kept";
import { speak } from "./words";

const KEY = "tengman.language";

/** The languages of the shop's own texts; what merchants write stays as they wrote it. */
export type Language = "zh" | "en";

/** The language the shopper chose; Chinese until they do. */
export const readLanguage = (): Language => (onThisPhone.read(KEY) === "en" ? "en" : "zh");

/** Chooses a language and loads the page anew in it. */
export function chooseLanguage(language: Language): void {
  onThisPhone.write(KEY, language);
  location.reload();
}

/**
 * Ready to show the first page: whoever reads another language waits for its dictionary, which nobody else loads. A
 * dictionary that does not arrive leaves the shop in Chinese.
 */
export async function prepareLanguage(): Promise<void> {
  if (readLanguage() === "zh") return;
  try {
    const { english } = await import("./en");
    speak(english);
    document.documentElement.lang = "en";
  } catch {
    document.documentElement.lang = "zh-CN";
  }
}
