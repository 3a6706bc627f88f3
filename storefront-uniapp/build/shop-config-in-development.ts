import type { Plugin } from "vite";

const SCRIPT_ELEMENT = /<script id="shop-config"[\s\S]*?<\/script>/;

/** While developing, borrows the page's configuration from the shop server that the dev server forwards calls to. */
export function shopConfigInDevelopment(shopOrigin: string): Plugin {
  return {
    name: "tengman:shop-config-in-development",
    apply: "serve",
    async transformIndexHtml(html) {
      const page = await fetch(`${shopOrigin}/`).then((response) => response.text());
      const element = SCRIPT_ELEMENT.exec(page)?.[0];
      if (element === undefined)
        throw new Error(`${shopOrigin}/ carries no shop-config: is the shop running?`);
      return html.replace("<!--shop-config-->", element);
    },
  };
}
