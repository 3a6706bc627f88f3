import { messages, t } from "@tengman/admin-kit/texts";

export const MENU = "/admin/official-account/menu";
export const MENU_VERSIONS = `${MENU}/versions`;

/** WeChat's limits; the server holds them too, this page says so while one types. */
export const MOST = { first: 3, second: 5 } as const;
const NAME_BYTES = { first: 16, second: 60 } as const;
/** How many Chinese characters of a name WeChat shows. */
const SHOWN = { first: 4, second: 8 } as const;
const KEY_BYTES = 128;
const URL_BYTES = 1_024;

export type ButtonType = "view" | "click" | "miniprogram";
export const TYPES: Readonly<Record<ButtonType, string>> = messages({
  view: "跳转网页",
  click: "回复消息",
  miniprogram: "打开小程序",
});

/** A button while it is written: what its type does not use is kept until it is saved. */
export interface DraftButton {
  readonly name: string;
  readonly type: ButtonType;
  readonly url: string;
  readonly key: string;
  readonly appid: string;
  readonly pagepath: string;
  readonly sub_button: readonly DraftButton[];
}
export type Draft = readonly DraftButton[];

/** A button as the server sends and takes it. */
export interface MenuButton {
  readonly name: string;
  readonly type?: string;
  readonly url?: string;
  readonly key?: string;
  readonly value?: string;
  readonly appid?: string;
  readonly pagepath?: string;
  readonly sub_button?: readonly MenuButton[];
}

export interface MenuVersion {
  id: string;
  number: number;
  menu: { button: MenuButton[] };
  note: string;
  created_by: string;
  created_at: string;
  published_by: string | null;
  published_at: string | null;
}

export interface LiveMenu {
  is_open: boolean;
  buttons: MenuButton[];
  published_version: string | null;
  differences: { at: string; ours: string | null; live: string | null }[];
}

/** Which button: its place on the first level, and below it where it is one of the second. */
export interface Place {
  readonly first: number;
  readonly second: number | null;
}

export const EMPTY_BUTTON: DraftButton = {
  ...{ name: "", type: "view", url: "", key: "" },
  ...{ appid: "", pagepath: "", sub_button: [] },
};

/** A menu of the server, to be written on. Types this page cannot write become links without an address. */
export const draftOf = (buttons: readonly MenuButton[]): Draft =>
  buttons.map(({ name, type, url, value, key, appid, pagepath, sub_button }) => ({
    name,
    type: type === "click" || type === "miniprogram" ? type : "view",
    url: url ?? value ?? "",
    key: key ?? "",
    appid: appid ?? "",
    pagepath: pagepath ?? "",
    sub_button: draftOf(sub_button ?? []),
  }));

/** What is sent: each button with what its type needs. */
export const menuOf = (draft: Draft): { button: MenuButton[] } => ({ button: draft.map(buttonOf) });

function buttonOf({ name, type, url, key, appid, pagepath, sub_button }: DraftButton): MenuButton {
  if (sub_button.length > 0) return { name: name.trim(), sub_button: sub_button.map(buttonOf) };
  if (type === "click") return { name: name.trim(), type, key: key.trim() };
  const address = url.trim();
  return type === "view"
    ? { name: name.trim(), type, url: address }
    : { name: name.trim(), type, url: address, appid: appid.trim(), pagepath: pagepath.trim() };
}

export const buttonAt = (draft: Draft, { first, second }: Place): DraftButton | undefined =>
  second === null ? draft[first] : draft[first]?.sub_button[second];

/** Changes one button. */
export const changeAt = (draft: Draft, { first, second }: Place, part: Partial<DraftButton>): Draft =>
  draft.map((button, index) => {
    if (index !== first) return button;
    if (second === null) return { ...button, ...part };
    return {
      ...button,
      sub_button: button.sub_button.map((one, below) => (below === second ? { ...one, ...part } : one)),
    };
  });

/** Adds a button at the end of a level. @param first the button below which it goes; null: a new one of the first level */
export const addTo = (draft: Draft, first: number | null): Draft =>
  first === null
    ? [...draft, EMPTY_BUTTON]
    : draft.map((button, index) =>
        index === first ? { ...button, sub_button: [...button.sub_button, EMPTY_BUTTON] } : button,
      );

export const removeAt = (draft: Draft, { first, second }: Place): Draft =>
  second === null
    ? draft.filter((_button, index) => index !== first)
    : draft.map((button, index) =>
        index === first
          ? { ...button, sub_button: button.sub_button.filter((_one, below) => below !== second) }
          : button,
      );

/** Changes places with the next button of the same level. */
export function moveOn(draft: Draft, { first, second }: Place): Draft {
  const swapped = (level: readonly DraftButton[], at: number): DraftButton[] => {
    const [one, next] = [level[at], level[at + 1]];
    return one && next ? [...level.slice(0, at), next, one, ...level.slice(at + 2)] : [...level];
  };
  if (second === null) return swapped(draft, first);
  return draft.map((button, index) =>
    index === first ? { ...button, sub_button: swapped(button.sub_button, second) } : button,
  );
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** A name as WeChat shows it: two letters are as wide as one Chinese character, and what is longer is cut. */
export function shownName(name: string, level: keyof typeof SHOWN): string {
  let width = 0;
  let shown = "";
  for (const character of name) {
    width += /[\x20-\x7e]/.test(character) ? 0.5 : 1;
    if (width > SHOWN[level]) return `${shown}…`;
    shown += character;
  }
  return shown;
}

/** What stops a menu from being saved: where, and what to do. */
export interface Problem {
  readonly place: Place;
  readonly text: string;
}

export function problemsOf(draft: Draft): Problem[] {
  if (draft.length === 0) return [{ place: { first: 0, second: null }, text: t("请先添加一个菜单") }];
  return draft.flatMap((button, first) => [
    ...problemsAt(button, { first, second: null }),
    ...button.sub_button.flatMap((one, second) => problemsAt(one, { first, second })),
  ]);
}

function problemsAt(button: DraftButton, place: Place): Problem[] {
  const level = place.second === null ? "first" : "second";
  const name = button.name.trim();
  const found: string[] = [];
  if (name === "") found.push(t("请填写名称"));
  if (bytesOf(name) > NAME_BYTES[level])
    found.push(t("名称太长，微信最多接受 {{most}} 字节", { most: NAME_BYTES[level] }));
  if (button.sub_button.length === 0) found.push(...actProblems(button));
  return found.map((text) => ({ place, text }));
}

function actProblems({ type, url, key, appid, pagepath }: DraftButton): string[] {
  if (type === "click") {
    const bytes = bytesOf(key.trim());
    return bytes === 0 || bytes > KEY_BYTES
      ? [t("请填写 KEY，不超过 {{most}} 字节", { most: KEY_BYTES })]
      : [];
  }
  const address = url.trim();
  const isAddress = /^https?:\/\/[^\s/]+/.test(address) && bytesOf(address) <= URL_BYTES;
  return [
    ...(isAddress ? [] : [t("请填写以 http:// 或 https:// 开头的网址")]),
    ...(type === "miniprogram" && !/^wx[0-9a-z]{16}$/.test(appid.trim())
      ? [t("小程序 AppID 以 wx 开头，共 18 位")]
      : []),
    ...(type === "miniprogram" && pagepath.trim() === "" ? [t("请填写小程序页面路径")] : []),
  ];
}

/** Where a button is, in words. */
export const placeText = ({ first, second }: Place): string =>
  second === null
    ? t("菜单 {{first}}", { first: first + 1 })
    : t("菜单 {{first}} 的第 {{second}} 项", { first: first + 1, second: second + 1 });

/** A difference's place, which the server writes as `1` or `1.2`. */
export function differencePlace(at: string): string {
  const [first = 1, second] = at.split(".").map(Number);
  return placeText({ first: first - 1, second: second === undefined ? null : second - 1 });
}

/** A button in one line, as the server compares it, with its type in words. */
export const differenceText = (line: string | null): string =>
  line === null
    ? "—"
    : line
        .split(" · ")
        .map((part, index) => (index === 1 && part in TYPES ? TYPES[part as ButtonType] : part))
        .join(" · ");
