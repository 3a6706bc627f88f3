import type { Home } from "@/api/catalogue-types";

/** What the merchant's editor and the page in its frame say to each other; both are pages of this shop's origin. */
const READY = "tengman-home-preview-ready";
const DRAFT = "tengman-home-preview";

const isDraft = (data: unknown): data is { kind: typeof DRAFT; home: Home } =>
  typeof data === "object" &&
  data !== null &&
  (data as { kind?: unknown }).kind === DRAFT &&
  Array.isArray((data as { home?: { blocks?: unknown } }).home?.blocks);

/** Whether this page stands in the merchant's editor, which shows drafts instead of what is published. */
export const isPreview = (query: Record<string, string | undefined> | undefined): boolean =>
  query?.preview === "draft" && window.parent !== window;

/** Shows what the editor sends, until the page is closed. A page of any other origin is not listened to. */
export function followDraft(show: (home: Home) => void): void {
  window.addEventListener("message", ({ origin, source, data }) => {
    if (origin === location.origin && source === window.parent && isDraft(data)) show(data.home);
  });
  window.parent.postMessage({ kind: READY }, location.origin);
}
