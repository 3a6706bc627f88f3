import { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";

/** A shop made with Medusa answers its shoppers below this path. */
const SHOP_API = "/store/";
const KEPT_EACH = 300;

/** One request a person's web view made to the shop, and how it was answered. */
export interface Visit {
  at: number;
  method: string;
  /** Path and query. */
  path: string;
  status: number;
  /** A document one looks at, not something it loads. */
  is_page: boolean;
  /** What a page's script asked the shop's interface: whether it said who it is; null for anything else. */
  is_known: boolean | null;
}

/** What people's web views asked the shop for, since this start. Emits `visit` after each; what was answered is not kept. */
export class Visits extends EventEmitter<{ visit: [] }> {
  readonly #visits = new Map<string, Visit[]>();

  /** @param changed called when it shows that somebody has logged in or out */
  constructor(private readonly changed: () => void) {
    super();
    this.setMaxListeners(100);
  }

  /** Notes a request that was answered. */
  note(openid: string, request: IncomingMessage, status: number): void {
    const fetched = request.headers["sec-fetch-dest"];
    const is_page = fetched === "iframe" || fetched === "document";
    if (!is_page && fetched !== "empty") return;
    const { method = "GET", url: path = "/" } = request;
    const says = request.headers.authorization !== undefined && status !== 401;
    const is_known = path.startsWith(SHOP_API) ? says : null;
    const before = this.isKnown(openid);
    const visits = this.of(openid);
    visits.push({ at: Date.now(), method, path, status, is_page, is_known });
    if (visits.length > KEPT_EACH) visits.shift();
    this.#visits.set(openid, visits);
    if (before !== this.isKnown(openid)) this.changed();
    this.emit("visit");
  }

  /** What somebody's web view asked for, oldest first. */
  of(openid: string): Visit[] {
    return this.#visits.get(openid) ?? [];
  }

  /** Whether the shop knows who this is: the last script's request said so. False before there was one. */
  isKnown(openid: string): boolean {
    return this.of(openid).findLast(({ is_known }) => is_known !== null)?.is_known ?? false;
  }
}
