/** A carrier as shoppers know it, with the number of its customer service. */
export interface Carrier {
  name: string;
  phone: string;
}

/**
 * How the tracking numbers of China's large carriers begin, from what they print on their labels. Numbers of digits
 * alone are shared by several carriers, so only those that say whose they are are read.
 */
const CARRIERS: readonly (Carrier & { number: RegExp })[] = [
  { name: "顺丰速运", phone: "95338", number: /^SF\d{10,15}$/ },
  { name: "京东快递", phone: "950616", number: /^JD[A-Z0-9]{8,18}$/ },
  { name: "圆通速递", phone: "95554", number: /^YT\d{13,15}$/ },
  { name: "极兔速递", phone: "956025", number: /^JT\d{13,15}$/ },
  { name: "申通快递", phone: "95543", number: /^STO\d{10,13}$/ },
  { name: "中通快递", phone: "95311", number: /^ZTO?\d{10,14}$/ },
  { name: "德邦快递", phone: "95353", number: /^DPK\d{9,15}$/ },
  { name: "邮政 EMS", phone: "11183", number: /^[A-Z]{2}\d{9}CN$/ },
];

/** The carrier a merchant named, or the one whose kind of number it is; undefined when nobody can tell. */
export function carrierOf(named: unknown, tracking_number: string | undefined): Partial<Carrier> | undefined {
  const text = typeof named === "string" ? named.trim() : "";
  if (text !== "") {
    const known = CARRIERS.find(({ name }) => name.slice(0, 2) === text.slice(0, 2));
    return { name: text, ...(known ? { phone: known.phone } : {}) };
  }
  const number = tracking_number?.trim().toUpperCase() ?? "";
  const read = CARRIERS.find((carrier) => carrier.number.test(number));
  return read && { name: read.name, phone: read.phone };
}
