/** What a page has hidden of WeChat's menu. */
export interface MenuState {
  hidden: Set<string>;
  /** The whole menu. */
  isHidden: boolean;
}

const SHARING = ["menuItem:share:appMessage", "menuItem:share:timeline", "menuItem:copyUrl"];

/** Applies one of the JS-SDK's menu calls. */
export function changeMenu(menu: MenuState, { name, items }: { name: string; items: string[] }): void {
  const hidden = new Set(menu.hidden);
  const hide = (names: string[]) => {
    for (const item of names) hidden.add(item);
  };
  if (name === "hideOptionMenu") menu.isHidden = true;
  if (name === "showOptionMenu") menu.isHidden = false;
  if (name === "hideMenuItems") hide(items);
  if (name === "showMenuItems") for (const item of items) hidden.delete(item);
  if (name === "hideAllNonBaseMenuItem") hide(SHARING);
  if (name === "showAllNonBaseMenuItem") hidden.clear();
  menu.hidden = hidden;
}
