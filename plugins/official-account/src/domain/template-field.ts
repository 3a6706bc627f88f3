/**
 * The typed fields of WeChat's category templates: `thing1`, `amount2`, … with what each takes. WeChat refuses a value that
 * does not fit (47003); a text that may be shortened is, so that a long name of a product stops no notice.
 */
const RULES = {
  thing: { most: 20, fits: /^[^\n]+$/u },
  character_string: { most: 32, fits: /^[\x20-\x7e]+$/ },
  number: { most: 32, fits: /^-?\d+(?:\.\d+)?$/ },
  letter: { most: 32, fits: /^[A-Za-z]+$/ },
  symbol: { most: 5, fits: /^[\p{P}\p{S}]+$/u },
  phrase: { most: 5, fits: /^\p{Script=Han}+$/u },
  name: { most: 10, fits: /^[\p{L} ·.]+$/u },
  amount: { most: 14, fits: /^[¥￥$]?\d{1,10}(?:\.\d{1,2})?元?$/u },
  phone_number: { most: 17, fits: /^[\d+-]+$/ },
  car_number: { most: 8, fits: /^[\p{Script=Han}A-Z\d]+$/u },
  date: { most: 20, fits: /^\d{4}年\d{1,2}月\d{1,2}日$/ },
  time: { most: 30, fits: /^\d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2}$/ },
} as const;
export type FieldType = keyof typeof RULES;

/** Types whose value means the same when its end is missing. */
const SHORTENED: readonly FieldType[] = ["thing", "name"];

/** The type a field's name says; null when WeChat has no such type. */
export function fieldType(name: string): FieldType | null {
  const type = /^([a-z_]+?)\d{1,3}$/.exec(name)?.[1];
  return type !== undefined && Object.hasOwn(RULES, type) ? (type as FieldType) : null;
}

/** The value as a field of this type takes it; null when it cannot. */
export function fieldValue(type: FieldType, text: string): string | null {
  const { most, fits } = RULES[type];
  const value = text.replaceAll(/\s+/g, " ").trim();
  const characters = [...value];
  const short =
    characters.length > most && SHORTENED.includes(type)
      ? `${characters.slice(0, most - 1).join("")}…`
      : value;
  return [...short].length <= most && (short.endsWith("…") || fits.test(short)) ? short : null;
}

/** Fen as an amount field shows them. */
export const amountText = (fen: bigint): string => `¥${fen / 100n}.${String(fen % 100n).padStart(2, "0")}`;

/** A moment as a time field shows it, by Shanghai's clock. */
export function timeText(moment: Date): string {
  const [day = "", time = ""] = new Date(moment.getTime() + 8 * 3_600_000).toISOString().split("T");
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日 ${time.slice(0, 5)}`;
}
