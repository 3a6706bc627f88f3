import { createHash } from "node:crypto";

/** A WeChat user as the Official Account sees one. */
export interface Person {
  openid: string;
  unionid: string;
  nickname: string;
  wechat_id: string;
  /** 1 man, 2 woman, 0 unknown: WeChat's own numbers. */
  sex: 0 | 1 | 2;
  look: Look;
  /** Uses a snapshot page: logs in with a virtual openid and has no JS-SDK. */
  snapshot: boolean;
  /** The name WeChat has verified; absent: the nickname is the name. */
  real_name?: string;
}

/** What an avatar is drawn from. */
export interface Look {
  background: string;
  skin: string;
  hair: string;
  clothes: string;
  hairstyle: "long" | "bob" | "short" | "crop" | "bun";
  glasses: boolean;
}

/** Who lives in this WeChat from the first start. */
const INHABITANTS: readonly Pick<Person, "nickname" | "wechat_id" | "sex" | "look">[] = [
  {
    nickname: "林晓雨",
    wechat_id: "linxiaoyu_92",
    sex: 2,
    look: {
      background: "#f8c9c0",
      skin: "#fde3d2",
      hair: "#3b2a2a",
      clothes: "#d9534f",
      hairstyle: "long",
      glasses: false,
    },
  },
  {
    nickname: "陈默",
    wechat_id: "chenmo-cm",
    sex: 1,
    look: {
      background: "#b9d7ea",
      skin: "#f6d5b8",
      hair: "#22252b",
      clothes: "#2f5d8a",
      hairstyle: "short",
      glasses: true,
    },
  },
  {
    nickname: "周婷",
    wechat_id: "zhouting520",
    sex: 2,
    look: {
      background: "#d8ccf1",
      skin: "#fbdcc6",
      hair: "#5a3825",
      clothes: "#7b5ea7",
      hairstyle: "bob",
      glasses: false,
    },
  },
  {
    nickname: "赵磊",
    wechat_id: "zhaolei_sh",
    sex: 1,
    look: {
      background: "#cfe5c4",
      skin: "#eec39a",
      hair: "#1d1d1d",
      clothes: "#4c7a3d",
      hairstyle: "crop",
      glasses: false,
    },
  },
  {
    nickname: "孙悦",
    wechat_id: "sunyue0807",
    sex: 2,
    look: {
      background: "#fbe3a8",
      skin: "#fce0cd",
      hair: "#4a2c1a",
      clothes: "#e39a2d",
      hairstyle: "bun",
      glasses: true,
    },
  },
];

/** A stable 28-character openid: it depends on the account and the person, as WeChat's do. */
function personId(prefix: string, appId: string, name: string): string {
  const text = createHash("sha256").update(`${prefix}\n${appId}\n${name}`).digest("base64url");
  return `${prefix}${text}`.slice(0, 28);
}

/** Makes a person from what a control call or the list above says about one. */
export function makePerson(
  appId: string,
  about: Pick<Person, "nickname" | "wechat_id" | "sex" | "look">,
): Person {
  return {
    ...about,
    openid: personId("o", appId, about.wechat_id),
    unionid: personId("u", "tengman-open-platform", about.wechat_id),
    snapshot: false,
  };
}

/** A person's openid at any of the merchant's apps; at the Official Account it is `person.openid`. */
export function openidAt(person: Person, appId: string): string {
  return personId("o", appId, person.wechat_id);
}

/** Who has this openid at this app. */
export function personAt(people: Person[], appId: string, openid: string): Person | undefined {
  return people.find((person) => openidAt(person, appId) === openid);
}

/** Who is meant: by openid, WeChat number or nickname, as an address of a phone names them. */
export function personNamed(people: Person[], name: string): Person | undefined {
  return (
    people.find(({ openid, wechat_id }) => openid === name || wechat_id === name) ??
    people.find(({ nickname }) => nickname === name)
  );
}

/** The name a transfer is checked against. */
export function realName(person: Person): string {
  return person.real_name ?? person.nickname;
}

/** The people of a fresh WeChat, for one Official Account. */
export function firstPeople(appId: string): Person[] {
  return INHABITANTS.map((inhabitant) => makePerson(appId, inhabitant));
}

/** A look for somebody added later, chosen by the name so that it stays the same. */
export function lookFor(name: string): Look {
  const seed = createHash("sha256").update(name).digest();
  const base = INHABITANTS[(seed[0] ?? 0) % INHABITANTS.length];
  const colours = INHABITANTS[(seed[1] ?? 0) % INHABITANTS.length];
  if (base === undefined || colours === undefined) throw new Error("nobody lives here");
  return { ...base.look, background: colours.look.background, clothes: colours.look.clothes };
}

/** The openid WeChat shows for a person on a snapshot page: virtual, and unknown everywhere else. */
export function virtualOpenid(person: Person): string {
  return personId("o", "snapshot", person.openid);
}
