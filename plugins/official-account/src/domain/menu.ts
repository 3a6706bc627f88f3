import { z } from "zod";

/**
 * WeChat's limits of a menu (its api_createcustommenu): three buttons with five below each. A name is shown whole up to four
 * or eight Chinese characters, and refused over 16 or 60 bytes.
 */
const NAME_BYTES = { first: 16, second: 60 } as const;
const KEY_BYTES = 128;
const URL_BYTES = 1_024;

const withinBytes = (bytes: number) => (text: string) => Buffer.byteLength(text, "utf8") <= bytes;
const name = (level: keyof typeof NAME_BYTES) =>
  z.string().trim().min(1).refine(withinBytes(NAME_BYTES[level]), `over ${NAME_BYTES[level]} bytes`);
const url = z.url({ protocol: /^https?$/ }).refine(withinBytes(URL_BYTES), `over ${URL_BYTES} bytes`);

const acts = (level: keyof typeof NAME_BYTES) =>
  [
    z.strictObject({
      name: name(level),
      type: z.literal("click"),
      key: z.string().min(1).refine(withinBytes(KEY_BYTES), `over ${KEY_BYTES} bytes`),
    }),
    z.strictObject({ name: name(level), type: z.literal("view"), url }),
    z.strictObject({
      name: name(level),
      type: z.literal("miniprogram"),
      url,
      appid: z.string().regex(/^wx[0-9a-z]{16}$/),
      pagepath: z.string().min(1).refine(withinBytes(URL_BYTES), `over ${URL_BYTES} bytes`),
    }),
  ] as const;

const folder = z.strictObject({
  name: name("first"),
  sub_button: z
    .array(z.discriminatedUnion("type", acts("second")))
    .min(1)
    .max(5),
});

/** A menu as WeChat takes it, within its limits. */
export const menuShape = z.strictObject({
  button: z
    .array(z.union([folder, z.discriminatedUnion("type", acts("first"))]))
    .min(1)
    .max(3),
});
export type Menu = z.output<typeof menuShape>;

/** One place where two menus differ: `1` is the first button, `1.2` the second below it. */
export interface MenuDifference {
  at: string;
  ours: string | null;
  live: string | null;
}

/** A button of whatever menu is live: also types that this shop does not write. */
export interface LiveButton {
  name: string;
  type?: string | undefined;
  key?: string | undefined;
  url?: string | undefined;
  value?: string | undefined;
  appid?: string | undefined;
  pagepath?: string | undefined;
  sub_button?: LiveButton[] | undefined;
}

/** Where the live menu is not the one that was published here: somebody changed it in WeChat's console. */
export function compareMenus(ours: readonly LiveButton[], live: readonly LiveButton[]): MenuDifference[] {
  return differences(ours, live, "");
}

function differences(
  ours: readonly LiveButton[],
  live: readonly LiveButton[],
  above: string,
): MenuDifference[] {
  return Array.from({ length: Math.max(ours.length, live.length) }, (_, index) => {
    const [mine, theirs] = [ours[index], live[index]];
    const at = `${above}${index + 1}`;
    const [written, seen] = [mine ? wordsOf(mine) : null, theirs ? wordsOf(theirs) : null];
    const own = written === seen ? [] : [{ at, ours: written, live: seen }];
    return [...own, ...differences(mine?.sub_button ?? [], theirs?.sub_button ?? [], `${at}.`)];
  }).flat();
}

/** What a button is, in one line. The console calls what a button leads to `value`. */
function wordsOf({ name: label, type, key, url: link, value, appid, sub_button }: LiveButton): string {
  if (sub_button?.length) return `${label} ▸`;
  return [label, type, key ?? link ?? value, appid].filter(Boolean).join(" · ");
}
