import { pinyin } from "pinyin-pro";

/** The pinyin of Chinese characters without tones, a syllable each; ü is written v, as people type it. */
export const syllablesOf = (han: string): string[] =>
  pinyin(han, { toneType: "none", type: "array", v: true }).map((syllable) => syllable.toLowerCase());
