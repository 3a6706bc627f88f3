import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ApiKeyType, ContainerRegistrationKeys, isDefined } from "@medusajs/framework/utils";
import sirv, { type Options } from "sirv";
import { STOREFRONT_MODULE } from "../modules/storefront";
import type { PageConfiguration, StorefrontService } from "../modules/storefront/service";

/** How long the page's configuration is kept: a new publishable key reaches new pages within this time. */
const CONFIGURATION_TTL_MS = 60_000;
const ONE_YEAR_S = 31_536_000;

/** Pages of the storefront; everything else that is no file belongs to the API, the admin or nobody. */
const PAGE = /^\/(pages(-[a-z]+)?\/[\w/-]*)?$/;

/**
 * What the page may load: scripts and calls only from its own origin. Pictures may come from the merchant's storage
 * and from WeChat's avatar hosts; uni-app sets styles from script.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src * data: blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join("; ");

type Serve = (request: MedusaRequest, response: MedusaResponse, next: () => void) => void;

let files: { storefront: StorefrontService; pages: Serve; media: Serve } | undefined;
let configuration: { value: PageConfiguration; until: number } | undefined;

/**
 * Serves a folder as it is at each request (`dev`): pictures are uploaded while the server runs, and a build may replace
 * its files; a file that is remembered and gone would end the process. `dev` would say no-cache, but no file ever
 * changes under its name: it begins with the moment of its upload, or has a hash in it.
 */
const fromDisk = (folder: string, options: Options = {}): Serve =>
  sirv(folder, {
    ...options,
    etag: true,
    dev: true,
    extensions: [],
    setHeaders: (response) => response.setHeader("Cache-Control", `public, max-age=${ONE_YEAR_S}, immutable`),
  });

/** The H5 build's own files (hashed names, kept for a year) and the merchant's pictures. */
function filesOf(container: MedusaContainer): NonNullable<typeof files> {
  if (files) return files;
  const storefront: StorefrontService = container.resolve(STOREFRONT_MODULE);
  const { pages_folder, media_folder } = storefront.options;
  // The build has written `.br` and `.gz` beside its texts; no request costs compression.
  files = {
    storefront,
    pages: fromDisk(pages_folder, { brotli: true, gzip: true }),
    media: fromDisk(media_folder),
  };
  return files;
}

/** The publishable key and region pages use: those the shop has, the oldest first. */
async function pageConfiguration(container: MedusaContainer): Promise<PageConfiguration | undefined> {
  if (configuration && configuration.until > Date.now()) return configuration.value;
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const [keys, regions] = await Promise.all([
    query.graph({
      entity: "api_key",
      fields: ["token", "revoked_at"],
      filters: { type: ApiKeyType.PUBLISHABLE },
      pagination: { order: { created_at: "ASC" } },
    }),
    query.graph({ entity: "region", fields: ["id"], pagination: { order: { created_at: "ASC" } } }),
  ]);
  const key = keys.data.find(({ revoked_at }) => !isDefined(revoked_at) || revoked_at === null);
  const region = regions.data[0];
  if (!key || !region) return undefined;
  configuration = {
    value: { publishable_key: key.token, region_id: region.id },
    until: Date.now() + CONFIGURATION_TTL_MS,
  };
  return configuration.value;
}

/** Answers the page itself. */
async function servePage({ scope, path }: MedusaRequest, response: MedusaResponse): Promise<void> {
  const known = await pageConfiguration(scope);
  const html = known && filesOf(scope).storefront.page(path, known);
  if (!html) {
    const missing = known
      ? "The H5 storefront has not been built"
      : "The shop has no publishable key or no region yet";
    response.status(503).type("text/plain").send(`${missing}: npm start does it.`);
    return;
  }
  response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
  response.setHeader("Cache-Control", "no-cache");
  response.type("html").send(html);
}

/**
 * Serves the H5 storefront in history mode: its files, the merchant's pictures, WeChat's domain check files, and the
 * page for every route; a missing asset is a 404, never the page.
 */
export async function serveStorefront(
  request: MedusaRequest,
  response: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") return next();
  const { path } = request;
  dropOddRange(request);
  if (PAGE.test(path)) return servePage(request, response);
  const { storefront, pages, media } = filesOf(request.scope);
  const check = storefront.verificationFile(path.slice(1));
  if (check !== undefined) {
    response.type("text/plain").send(check);
    return;
  }
  const missing = () => {
    response.status(404).type("text/plain").send("Not found");
  };
  if (path.startsWith("/assets/")) return pages(request, response, missing);
  if (path.startsWith("/static/"))
    return pages(request, response, () => serveMedia(request, response, media, missing));
  if (/^\/[\w.-]+\.(ico|png|svg|txt|webmanifest)$/.test(path)) return pages(request, response, () => next());
  next();
}

/**
 * A range that ends before it begins, or is none, counts for nothing (RFC 9110, 14.1.1 and 14.2): the whole file is sent.
 * sirv would break off in the middle of its answer.
 */
function dropOddRange({ headers }: MedusaRequest): void {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? "") ?? [];
  if (first === undefined || (last && Number(last) < Number(first))) delete headers.range;
}

/** Uploaded pictures have the address `/static/<key>`. */
function serveMedia(
  request: MedusaRequest,
  response: MedusaResponse,
  media: Serve,
  missing: () => void,
): void {
  const original = request.url;
  request.url = original.slice("/static".length);
  // An uploaded file is a picture, whatever is in it: it runs nothing and is guessed to be nothing else.
  response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'");
  response.setHeader("X-Content-Type-Options", "nosniff");
  media(request, response, () => {
    request.url = original;
    missing();
  });
}
