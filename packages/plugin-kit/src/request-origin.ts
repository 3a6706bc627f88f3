/** What a browser says about where a request comes from. Header values as sent. */
export interface RequestOrigin {
  method: string;
  origin: string | undefined;
  /** The host the request was sent to. */
  host: string | undefined;
  fetch_site: string | undefined;
  content_type: string | undefined;
}

/**
 * Whether a request that carries a session cookie may have been made by a page of somebody else's. A browser adds the
 * cookie to whatever any page sends; but a foreign page cannot hide its `Origin`, nor send JSON without asking first.
 * @param isOwn whether an origin is one the merchant configured
 */
export function isForeign(request: RequestOrigin, isOwn: (origin: string) => boolean): boolean {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return false;
  const { origin, host, fetch_site } = request;
  const body = (request.content_type ?? "").split(";")[0]?.trim().toLowerCase();
  if (body === "application/x-www-form-urlencoded" || body === "text/plain") return true;
  if (origin !== undefined) return !(hostOf(origin) === host?.toLowerCase() || isOwn(origin));
  if (fetch_site !== undefined) return fetch_site !== "same-origin";
  // Files are sent as a form would send them: only where it is proven who does.
  return body === "multipart/form-data";
}

function hostOf(origin: string): string | null {
  // `null` is what a sandboxed frame calls itself.
  return URL.canParse(origin) ? new URL(origin).host : null;
}
