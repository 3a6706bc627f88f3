import { compactOf, gramsOf, type Run, runsOf, type Syllables, spellingOf } from "./search-text";

/** One way in which a row can fit: it has all these grams, and its spelling one of these patterns where there are any. */
export interface Way {
  grams: string[];
  /** SQL LIKE patterns, escaped. */
  patterns: string[];
}

/** What somebody looks for. A row fits when it fits every requirement in one of its ways. */
export interface SearchQuery {
  /** What was typed, without spaces. */
  key: string;
  /** Pieces that say how well a title fits: characters, pairs of them, words. */
  pieces: string[];
  requirements: Way[][];
  /** The ways to fit with one mistake, for when nothing fits without; empty when a mistake would mean anything. */
  forgiving: Way[];
}

/** Nobody types more; longer texts are cut. */
const LONGEST = 40;
const SHORTEST_FORGIVEN_WORD = 6;
const SHORTEST_FORGIVEN_HAN = 3;

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, "\\$&");
const within = (text: string): string => `%${escaped(text)}%`;
const lettersGrams = (text: string): string[] => gramsOf(text, 3).map((gram) => `t:${gram}`);

/** A word in letters is a word, a part of a spelling, or initials. */
function waysOfWord(word: string): Way[] {
  const length = [...word].length;
  const ways: Way[] = [{ grams: [`w:${word}`], patterns: [] }];
  if (length >= 3) ways.push({ grams: lettersGrams(word), patterns: [within(word)] });
  if (length >= 2 && length <= 4) ways.push({ grams: [`i:${word}`], patterns: [] });
  return ways;
}

function waysOfHan(text: string): Way[] {
  const ways: Way[] = [{ grams: [...new Set(text)].map((letter) => `h:${letter}`), patterns: [] }];
  if ([...text].length >= 2) ways.push({ grams: gramsOf(text, 2).map((gram) => `d:${gram}`), patterns: [] });
  return ways;
}

const waysOf = ({ kind, text }: Run): Way[] => (kind === "latin" ? waysOfWord(text) : waysOfHan(text));

/** All spellings one mistake away: a letter too many, one too few, another one, two swapped. */
function misspelt(word: string): string[] {
  const letters = [...word];
  return letters.flatMap((letter, at) => {
    const [before, after] = [letters.slice(0, at), letters.slice(at + 1)].map((part) =>
      escaped(part.join("")),
    ) as [string, string];
    const next = letters[at + 1];
    const swapped =
      next === undefined
        ? []
        : [`%${before}${escaped(next + letter)}${escaped(letters.slice(at + 2).join(""))}%`];
    return [
      `%${before}${after}%`,
      `%${before}_${after}%`,
      `%${before}_${escaped(letter)}${after}%`,
      ...swapped,
    ];
  });
}

/** Ways to fit a word with a mistake: the mistake touches four letters' grams at most, the others are there. */
function forgivingWord(word: string): Way[] {
  if ([...word].length < SHORTEST_FORGIVEN_WORD) return [];
  const grams = lettersGrams(word);
  const patterns = misspelt(word);
  const windows = Array.from({ length: Math.max(1, grams.length - 3) }, (_, at) => [
    ...grams.slice(0, at),
    ...grams.slice(at + 4),
  ]);
  return windows.filter((rest) => rest.length > 0).map((rest) => ({ grams: rest, patterns }));
}

/** Ways to fit Chinese with a mistake: the same sound, or one character of three and more that is another. */
function forgivingHan(text: string, syllables: Syllables): Way[] {
  const { letters } = spellingOf(text, syllables);
  const characters = [...new Set(text)];
  const sound: Way[] =
    letters.length >= 3 ? [{ grams: lettersGrams(letters), patterns: [within(letters)] }] : [];
  if (characters.length < SHORTEST_FORGIVEN_HAN) return sound;
  const without = characters.map((_, at) => characters.filter((_, index) => index !== at));
  return [...sound, ...without.map((rest) => ({ grams: rest.map((letter) => `h:${letter}`), patterns: [] }))];
}

/** What somebody who typed this looks for; null when it says nothing. */
export function searchQuery(typed: string, syllables: Syllables): SearchQuery | null {
  const runs = runsOf(typed.slice(0, LONGEST));
  if (runs.length === 0) return null;
  const han = runs.filter(({ kind }) => kind !== "latin").map(({ text }) => text);
  const words = runs.filter(({ kind }) => kind === "latin").map(({ text }) => text);
  const key = compactOf(typed.slice(0, LONGEST));
  const single = runs.length === 1 && words.length === 1;
  return {
    key,
    pieces: [...new Set([...han.flatMap((text) => [...text, ...gramsOf(text, 2)]), ...words])],
    requirements: runs.map(waysOf),
    forgiving: single
      ? forgivingWord(key)
      : words.length === 0
        ? forgivingHan(key, syllables)
        : soundOf(key, syllables),
  };
}

/** A mixed text fits by its sound. */
function soundOf(key: string, syllables: Syllables): Way[] {
  const { letters } = spellingOf(key, syllables);
  return letters.length >= 3 ? [{ grams: lettersGrams(letters), patterns: [within(letters)] }] : [];
}
