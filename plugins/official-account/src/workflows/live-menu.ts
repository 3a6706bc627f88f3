import type { MedusaContainer } from "@medusajs/framework/types";
import { z } from "zod";
import { RefusedError } from "../domain/account-refusal.js";
import { compareMenus, type LiveButton, type Menu, type MenuDifference } from "../domain/menu.js";
import { accountOf } from "./official-account-module.js";
import { sharedCredentials } from "./shared-credentials.js";

/** The console writes lists as `{ list: […] }`, the API as they are. */
const buttonShape: z.ZodType<LiveButton> = z.lazy(() =>
  z.object({
    name: z.string(),
    type: z.string().optional(),
    key: z.string().optional(),
    url: z.string().optional(),
    value: z.string().optional(),
    appid: z.string().optional(),
    pagepath: z.string().optional(),
    sub_button: z
      .union([z.array(buttonShape), z.object({ list: z.array(buttonShape) }).transform(({ list }) => list)])
      .optional(),
  }),
);
const liveShape = z.object({
  is_menu_open: z.number(),
  selfmenu_info: z.object({ button: z.array(buttonShape).default([]) }).default({ button: [] }),
});

/** The menu that followers see now, wherever it was set, and where it is not the one published here. */
export interface LiveMenu {
  is_open: boolean;
  buttons: LiveButton[];
  published_version: string | null;
  differences: MenuDifference[];
}

/** Reads the live menu and compares it with the version that was published last. */
export async function readLiveMenu(container: MedusaContainer): Promise<LiveMenu> {
  const account = accountOf(container);
  const published = await account.menus.published();
  const live = await account.client.call(sharedCredentials(container), {
    method: "GET",
    path: "/cgi-bin/get_current_selfmenu_info",
    answer: liveShape,
  });
  const buttons = live.is_menu_open === 1 ? live.selfmenu_info.button : [];
  return {
    is_open: live.is_menu_open === 1,
    buttons,
    published_version: published?.id ?? null,
    differences: compareMenus(published?.menu.button ?? [], buttons),
  };
}

/**
 * Gives a version to WeChat and reads back what is live then.
 * @throws {RefusedError} `menu_version_not_found`; what WeChat refuses comes with its code and number
 */
export async function publishMenu(
  container: MedusaContainer,
  version_id: string,
  actor_id: string,
): Promise<LiveMenu> {
  const account = accountOf(container);
  const version = await account.menus.find(version_id);
  if (!version) throw new RefusedError({ code: "menu_version_not_found" });
  await giveMenu(container, version.menu);
  await account.menus.markPublished(version.id, actor_id, new Date());
  return readLiveMenu(container);
}

async function giveMenu(container: MedusaContainer, menu: Menu): Promise<void> {
  await accountOf(container).client.call(sharedCredentials(container), {
    method: "POST",
    path: "/cgi-bin/menu/create",
    body: menu,
    answer: z.object({}),
  });
}
