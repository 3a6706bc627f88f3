/** The parts of the server that answer JSON; everything else is a page, a file or nothing. */
const API = /^\/(store|admin|auth|hooks|metrics)(\/|$)/i;

/** Whose screen shows what is answered there: a shopper reads Chinese. */
const SHOPPERS = /^\/(store|auth\/customer)(\/|$)/i;

/** The path of a request's address, as it was sent. */
export function pathOf(url: string): string {
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}

/** The query of a request's address, as it was sent, without the question mark. */
export function queryOf(url: string): string {
  const start = url.indexOf("?");
  return start < 0 ? "" : url.slice(start + 1);
}

/** Whether a path belongs to an API. */
export function isApi(path: string): boolean {
  return API.test(path);
}

/** Whether a shopper reads what is answered at a path. */
export function isForShoppers(path: string): boolean {
  return SHOPPERS.test(path);
}
