/** A carrier as shoppers know it, with the number of its customer service and its names at the tracking services. */
export interface Carrier {
  name: string;
  phone: string;
  /** kuaidi100's name of it, and kdniao's. */
  kuaidi100: string;
  kdniao: string;
}

/**
 * How the tracking numbers of China's large carriers begin, from what they print on their labels. Numbers of digits
 * alone are shared by several carriers, so only those that say whose they are are read.
 */
const READABLE: readonly (Carrier & { number: RegExp })[] = [
  { name: "顺丰速运", phone: "95338", kuaidi100: "shunfeng", kdniao: "SF", number: /^SF\d{10,15}$/ },
  { name: "京东快递", phone: "950616", kuaidi100: "jd", kdniao: "JD", number: /^JD[A-Z0-9]{8,18}$/ },
  { name: "圆通速递", phone: "95554", kuaidi100: "yuantong", kdniao: "YTO", number: /^YT\d{13,15}$/ },
  { name: "极兔速递", phone: "956025", kuaidi100: "jtexpress", kdniao: "JTSD", number: /^JT\d{13,15}$/ },
  { name: "申通快递", phone: "95543", kuaidi100: "shentong", kdniao: "STO", number: /^STO\d{10,13}$/ },
  { name: "中通快递", phone: "95311", kuaidi100: "zhongtong", kdniao: "ZTO", number: /^ZTO?\d{10,14}$/ },
  { name: "德邦快递", phone: "95353", kuaidi100: "debangkuaidi", kdniao: "DBL", number: /^DPK\d{9,15}$/ },
  { name: "邮政 EMS", phone: "11183", kuaidi100: "ems", kdniao: "EMS", number: /^[A-Z]{2}\d{9}CN$/ },
];

const BY_NAME_ONLY: readonly Carrier[] = [
  { name: "韵达快递", phone: "95546", kuaidi100: "yunda", kdniao: "YD" },
  { name: "邮政快递包裹", phone: "11183", kuaidi100: "youzhengguonei", kdniao: "YZPY" },
];

/** The carriers a merchant chooses from. */
export const CARRIERS: readonly Carrier[] = [
  ...READABLE.map(({ name, phone, kuaidi100, kdniao }) => ({ name, phone, kuaidi100, kdniao })),
  ...BY_NAME_ONLY,
];

/** The carrier a text names, by its name or its beginning, or by what the tracking services call it. */
export function knownCarrier(text: string): Carrier | undefined {
  const lower = text.toLowerCase();
  return (
    CARRIERS.find(({ name }) => name === text) ??
    CARRIERS.find(({ kuaidi100, kdniao }) => kuaidi100 === lower || kdniao.toLowerCase() === lower) ??
    CARRIERS.find(({ name }) => name.slice(0, 2) === text.slice(0, 2))
  );
}

/** The carrier a merchant named, or the one whose kind of number it is; undefined when nobody can tell. */
export function carrierOf(
  named: unknown,
  tracking_number: string | undefined,
): Partial<Pick<Carrier, "name" | "phone">> | undefined {
  const text = typeof named === "string" ? named.trim() : "";
  if (text !== "") {
    const known = knownCarrier(text);
    return { name: text, ...(known ? { phone: known.phone } : {}) };
  }
  const number = tracking_number?.trim().toUpperCase() ?? "";
  const read = READABLE.find((carrier) => carrier.number.test(number));
  return read && { name: read.name, phone: read.phone };
}
