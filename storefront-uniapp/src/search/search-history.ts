import { type Kept, onThisPhone } from "@/storage/kept";

const KEY = "tengman.searches";
/** As many words as a glance takes in. */
const MOST = 10;

const areTerms = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((term) => typeof term === "string");

/** What was searched for on this phone, the latest first; it never leaves the phone. */
export function searchHistory(kept: Kept = onThisPhone) {
  const read = (): string[] => kept.readJson(KEY, areTerms) ?? [];
  return {
    read,
    /** Puts words first; the same again only moves them. */
    remember(term: string): void {
      const words = term.trim();
      if (words === "") return;
      kept.writeJson(KEY, [words, ...read().filter((one) => one !== words)].slice(0, MOST));
    },
    forget: (): void => kept.remove(KEY),
  };
}
