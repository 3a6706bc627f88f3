import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the H5 build lies and what its pages are told; set in the root `medusa-config.js`. */
export interface StorefrontOptions {
  pages_folder: string;
  media_folder: string;
  shop_name: string;
  icp_number?: string;
  business_license_url?: string;
  /** Which ways of logging in there are beside WeChat's. */
  log_ins: { phone: boolean; email: boolean };
  /** WeChat's domain checks, file name to content: `MP_verify_….txt` at the site's root. */
  verification_files: Record<string, string>;
}

/** What the page needs before its first call; see docs/store-api.md. */
export interface PageConfiguration {
  publishable_key: string;
  region_id: string;
}

const CONFIGURATION_MARKER = "<!--shop-config-->";
const PRELOAD_MARKER = "<!--preload-->";

/** The H5 storefront as this server serves it. */
export class StorefrontService {
  readonly options: StorefrontOptions;
  private template: string | undefined;
  private preloads: Record<string, string[]> | undefined;

  constructor(_container: Record<string, unknown>, options: StorefrontOptions) {
    this.options = options;
  }

  /** WeChat's domain check file of that name, or undefined. */
  verificationFile(name: string): string | undefined {
    return Object.hasOwn(this.options.verification_files, name)
      ? this.options.verification_files[name]
      : undefined;
  }

  /**
   * The page of a route of the storefront, with the shop's configuration and hints for what the route needs, so that a
   * page's own chunk does not wait for the main one.
   * @param route path without the query, such as `/pages/product/index`
   * @returns undefined when the H5 has not been built
   */
  page(route: string, configuration: PageConfiguration): string | undefined {
    this.template ??= this.readTemplate();
    if (this.template === undefined) return undefined;
    const { shop_name, icp_number, business_license_url, log_ins } = this.options;
    const told = { ...configuration, shop_name, icp_number, business_license_url, log_ins };
    // `<` must not end the script element early, whatever the shop is called.
    const json = JSON.stringify(told).replaceAll("<", "\\u003c");
    return this.template
      .replace(
        CONFIGURATION_MARKER,
        () => `<script id="shop-config" type="application/json">${json}</script>`,
      )
      .replace(PRELOAD_MARKER, () => this.hintsFor(route));
  }

  /** The build's list of what each route loads, as preload elements. */
  private hintsFor(route: string): string {
    this.preloads ??= this.readPreloads();
    const files = Object.hasOwn(this.preloads, route) ? (this.preloads[route] ?? []) : [];
    return files
      .map((file) =>
        file.endsWith(".css")
          ? `<link rel="preload" as="style" href="${file}">`
          : `<link rel="modulepreload" href="${file}">`,
      )
      .join("");
  }

  private readPreloads(): Record<string, string[]> {
    const file = join(this.options.pages_folder, "preload.json");
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  }

  private readTemplate(): string | undefined {
    const file = join(this.options.pages_folder, "index.html");
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }
}
