/**
 * The address this document was opened with, without its hash. iOS WeChat checks JS-SDK signatures against it however
 * far the page has navigated since, so it is read before the router starts: import this module first.
 */
export const landingUrl: string = location.href.split("#")[0] ?? location.href;

/** The present address without its hash, as Android WeChat checks it. */
export function currentUrl(): string {
  return location.href.split("#")[0] ?? location.href;
}
