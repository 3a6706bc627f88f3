/** The Latin spelling of Chinese characters, a syllable each; made outside, for a dictionary is no rule. */
export type Syllables = (han: string) => string[];

/** A run of one script. Spaces and punctuation stand in no run. */
export interface Run {
  kind: "han" | "latin" | "sign";
  text: string;
}

/** `%` and `_` are letters like any other; all other punctuation is nothing. */
const RUNS = /(\p{Script=Han}+)|([\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$))|([%_\p{S}])/gu;

/** Width, case and composition do not matter: `Ｔ恤` is `t恤`. */
export function runsOf(text: string): Run[] {
  const normal = text.normalize("NFKC").toLowerCase();
  return [...normal.matchAll(RUNS)].map(([whole, han, latin]) => ({
    kind: han ? "han" : latin ? "latin" : "sign",
    text: whole,
  }));
}

/** A text without spaces and punctuation. */
export const compactOf = (text: string): string =>
  runsOf(text)
    .map((run) => run.text)
    .join("");

/** All parts of a text of this length, each once. */
export function gramsOf(text: string, length: number): string[] {
  const letters = [...text];
  const grams = letters
    .slice(0, Math.max(0, letters.length - length + 1))
    .map((_, at) => letters.slice(at, at + length));
  return [...new Set(grams.map((gram) => gram.join("")))];
}

/** How a text is spelt in letters: Chinese in pinyin, the rest as it is. */
export function spellingOf(text: string, syllables: Syllables): { letters: string; initials: string } {
  const parts = runsOf(text).flatMap(({ kind, text }) => (kind === "han" ? syllables(text) : [text]));
  return { letters: parts.join(""), initials: parts.map((part) => [...part][0] ?? "").join("") };
}

/** What of a product can be searched for. */
export interface SearchableText {
  title: string;
  /** Subtitle, option values, tags and categories. */
  attributes: readonly string[];
  description: string;
}

/** What the catalogue keeps of it: two keys and a spelling to compare with, and the grams that find them. */
export interface SearchKeys {
  title_key: string;
  attribute_key: string;
  /** The title's letters, a bar, the attributes'. */
  letters: string;
  grams: string[];
}

const LONGEST_DESCRIPTION = 300;
const MOST_INITIALS = 4;
/** Parts between which nothing may match. */
const BAR = "|";

/** What of a text finds it: characters, words, three letters of its spelling, and its initials. */
function strongGrams(text: string, syllables: Syllables): string[] {
  const { letters, initials } = spellingOf(text, syllables);
  const lengths = Array.from({ length: MOST_INITIALS - 1 }, (_, index) => index + 2);
  return [
    ...runsOf(text).flatMap(({ kind, text }) =>
      kind === "latin" ? [`w:${text}`] : [...text].map((letter) => `h:${letter}`),
    ),
    ...gramsOf(letters, 3).map((gram) => `t:${gram}`),
    ...lengths.flatMap((length) => gramsOf(initials, length).map((gram) => `i:${gram}`)),
  ];
}

/** What the catalogue keeps of a product's texts. Of a description, pairs of characters alone: single ones are in all. */
export function searchKeys(text: SearchableText, syllables: Syllables): SearchKeys {
  const attributes = text.attributes.filter((attribute) => attribute !== "");
  const described = compactOf(text.description.slice(0, LONGEST_DESCRIPTION));
  const grams = [
    ...[text.title, ...attributes].flatMap((part) => strongGrams(part, syllables)),
    ...gramsOf(described, 2).map((gram) => `d:${gram}`),
  ];
  const spelt = (part: string) => spellingOf(part, syllables).letters;
  return {
    title_key: compactOf(text.title),
    attribute_key: attributes.map(compactOf).join(BAR),
    letters: [spelt(text.title), ...attributes.map(spelt)].join(BAR),
    grams: [...new Set(grams)],
  };
}
