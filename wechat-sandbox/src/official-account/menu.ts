import type { SandboxState } from "../state/state.js";
import { AccountRefusal } from "./account-refusal.js";
import type { MenuButton } from "./account-state.js";

const FIRST_NAME_BYTES = 16;
const SECOND_NAME_BYTES = 60;
const KEY_BYTES = 128;
const URL_BYTES = 1_024;
const KEYED = [
  "click",
  "scancode_push",
  "scancode_waitmsg",
  "pic_sysphoto",
  "pic_photo_or_album",
  "pic_weixin",
  "location_select",
];
const OTHERS = ["view", "miniprogram", "media_id", "article_id", "article_view_limited"];

/** Codes of a button's faults: those of the first level, those of buttons below it. */
const CODES = {
  first: { count: 40016, type: 40017, name: 40018, key: 40019, url: 40020 },
  second: { count: 40023, type: 40024, name: 40025, key: 40026, url: 40027 },
} as const;

/** `/cgi-bin/menu/create`. @throws AccountRefusal 40015–40027, 65317 */
export function createMenu(state: SandboxState, body: Record<string, unknown>): Record<string, unknown> {
  const { button } = body;
  if (!Array.isArray(button)) throw new AccountRefusal(40015, "invalid menu type");
  const buttons = button as MenuButton[];
  checkButtons(buttons, "first", 3);
  state.account.menu = { buttons: structuredClone(buttons), from: "api" };
  return { errcode: 0, errmsg: "ok" };
}

function checkButtons(buttons: MenuButton[], level: keyof typeof CODES, most: number): void {
  const code = CODES[level];
  if (buttons.length < 1 || buttons.length > most)
    throw new AccountRefusal(code.count, "invalid button size");
  for (const button of buttons) {
    const longest = level === "first" ? FIRST_NAME_BYTES : SECOND_NAME_BYTES;
    const bytes = Buffer.byteLength(String(button.name ?? ""));
    if (bytes === 0 || bytes > longest) throw new AccountRefusal(code.name, "invalid button name size");
    if (button.sub_button?.length) {
      if (level === "second") throw new AccountRefusal(40022, "invalid sub button level");
      checkButtons(button.sub_button, "second", 5);
    } else {
      checkAct(button, code);
    }
  }
}

function checkAct(button: MenuButton, code: (typeof CODES)[keyof typeof CODES]): void {
  const { type = "", key = "", url = "" } = button;
  if (![...KEYED, ...OTHERS].includes(type)) throw new AccountRefusal(code.type, "invalid button type");
  if (KEYED.includes(type) && (key === "" || Buffer.byteLength(key) > KEY_BYTES)) {
    throw new AccountRefusal(code.key, "invalid button key size");
  }
  if (type !== "view" && type !== "miniprogram") return;
  if (url === "" || Buffer.byteLength(url) > URL_BYTES)
    throw new AccountRefusal(code.url, "invalid button url size");
  if (!/^https?:\/\//.test(url)) throw new AccountRefusal(65317, "invalid url");
}

/** `/cgi-bin/menu/get`. @throws AccountRefusal 46003 */
export function getMenu({ account }: SandboxState): Record<string, unknown> {
  if (account.menu?.from !== "api") throw new AccountRefusal(46003, "menu no exist");
  return { menu: { button: account.menu.buttons } };
}

/** `/cgi-bin/get_current_selfmenu_info`: what is live, also what was set in the console, whose lists are wrapped. */
export function currentMenu({ account }: SandboxState): Record<string, unknown> {
  if (account.menu === null) return { is_menu_open: 0 };
  const { buttons, from } = account.menu;
  const shown = (button: MenuButton): Record<string, unknown> => {
    const { sub_button, url, ...rest } = button;
    const address = url === undefined ? {} : from === "console" ? { value: url } : { url };
    return {
      ...rest,
      ...address,
      ...(sub_button?.length ? { sub_button: { list: sub_button.map(shown) } } : {}),
    };
  };
  return { is_menu_open: 1, selfmenu_info: { button: buttons.map(shown) } };
}

/** `/cgi-bin/menu/delete`. */
export function deleteMenu({ account }: SandboxState): Record<string, unknown> {
  account.menu = null;
  return { errcode: 0, errmsg: "ok" };
}
