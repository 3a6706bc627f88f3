import { onLoad, onReachBottom, onShow } from "@dcloudio/uni-app";
import { refreshOnPull } from "@/loading/refresh";
import type { Pages } from "@/loading/use-pages";
import { asCustomer } from "./log-in";

/**
 * Fills a page's list of the customer's own things, asks strangers to log in, and goes on at the page's end.
 * `each` says when it starts over: with every showing, if a page above may have changed something, or once.
 */
export function keepOwnList<Item>(pages: Pages<Item>, each: "show" | "load"): void {
  const begin = (): void => asCustomer(pages.restart);
  if (each === "show") onShow(begin);
  else onLoad(begin);
  onReachBottom(pages.more);
  refreshOnPull(pages.restart);
}
