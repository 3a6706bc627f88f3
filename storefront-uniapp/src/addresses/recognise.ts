import type { Address } from "@/api/order-types";

/** Province → city → districts, by their official names. */
export type Divisions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

const PHONE = /(?:\+?86[\s-]?)?(1[3-9]\d)[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)/;
/** "Receiver:", "Phone:" and the like, whatever they say: two to six characters before a colon. */
const LABEL = /[\p{Script=Han}]{2,6}\s*[:：]/gu;
const SEPARATORS = /[\s,，;；。|/]+/;
const NAME_MAX = 6;

/**
 * Reads an address out of what somebody copied from a chat or another shop: name, mobile number and region in any
 * order, with or without labels and spaces. What cannot be found is left out.
 */
export function recogniseAddress(text: string, divisions: Divisions): Partial<Address> {
  const phone = PHONE.exec(text);
  const rest = text.replace(phone?.[0] ?? "", " ").replace(LABEL, " ");
  const tokens = rest.split(SEPARATORS).filter((token) => token !== "");
  const place = findPlace(tokens, divisions);
  const others = place === undefined ? tokens : tokens.slice(0, place.token);
  const parts = place?.rest.split(" ") ?? [];
  const name = place?.before ?? [...others, ...parts.slice(1)].find(isName);
  const address_1 = parts.filter((part, index) => index === 0 || part !== name).join(" ");
  return {
    ...(phone === null ? {} : { phone: phone.slice(1).join("") }),
    ...(name === undefined ? {} : { full_name: name }),
    ...(place === undefined ? {} : { ...place.region, address_1 }),
  };
}

const isName = (token: string): boolean => token.length >= 2 && token.length <= NAME_MAX && !/\d/.test(token);

interface Place {
  /** Which of the text's parts the region begins in. */
  token: number;
  /** A name that stood right before the region, without a space. */
  before: string | undefined;
  region: Pick<Address, "province" | "city" | "district">;
  /** Everything after the region. */
  rest: string;
}

function findPlace(tokens: readonly string[], divisions: Divisions): Place | undefined {
  for (const [token, words] of tokens.entries()) {
    for (const province of Object.keys(divisions)) {
      const start = Math.max(words.indexOf(province), words.indexOf(shortOf(province)));
      if (start < 0 || start > NAME_MAX) continue;
      const following = [words.slice(start), ...tokens.slice(token + 1)].join(" ");
      const before = start >= 2 ? words.slice(0, start) : undefined;
      return { token, before, ...readRegion(following, province, divisions) };
    }
  }
  return undefined;
}

/** A province without the word for its kind: two characters, three where two are shared or say too little. */
const shortOf = (province: string): string => province.slice(0, province.length === 4 ? 3 : 2);

function readRegion(text: string, province: string, divisions: Divisions) {
  const cities = divisions[province] ?? {};
  let rest = dropName(text, province) ?? dropName(text, shortOf(province)) ?? text;
  const city = Object.keys(cities).find(
    (name) => dropName(rest, name) !== undefined || dropShort(rest, name) !== undefined,
  );
  if (city !== undefined) rest = dropName(rest, city) ?? dropShort(rest, city) ?? rest;
  const homes = city === undefined ? Object.entries(cities) : [[city, cities[city] ?? []] as const];
  for (const [home, districts] of homes) {
    const district = districts.find((name) => dropName(rest, name) !== undefined);
    if (district === undefined) continue;
    return { region: { province, city: home, district }, rest: dropName(rest, district) ?? rest };
  }
  const only = Object.keys(cities);
  return {
    region: { province, city: city ?? (only.length === 1 ? (only[0] ?? "") : ""), district: "" },
    rest,
  };
}

function dropName(text: string, name: string): string | undefined {
  const trimmed = text.trimStart();
  return trimmed.startsWith(name) ? trimmed.slice(name.length).trimStart() : undefined;
}

/** The same for a name without its last character, as people write them. */
function dropShort(text: string, name: string): string | undefined {
  return name.length >= 3 ? dropName(text, name.slice(0, -1)) : undefined;
}
