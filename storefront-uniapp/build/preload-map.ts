import type { Plugin } from "vite";

interface Chunk {
  fileName: string;
  facadeModuleId: string | null;
  imports: string[];
  css: string[];
}

/** `src/pages/home/index.vue` → `/pages/home/index`; the first page of the shop is also `/`. */
function routeOf(moduleId: string): string | undefined {
  return /\/src(\/pages\/.+)\.vue(?:\?.*)?$/.exec(moduleId)?.[1];
}

function filesOf(chunk: Chunk, all: Map<string, Chunk>): string[] {
  const files = new Set<string>();
  const visit = (current: Chunk): void => {
    if (files.has(`/${current.fileName}`)) return;
    files.add(`/${current.fileName}`);
    for (const sheet of current.css) files.add(`/${sheet}`);
    for (const name of current.imports) {
      const imported = all.get(name);
      if (imported) visit(imported);
    }
  };
  visit(chunk);
  return [...files];
}

/**
 * Writes `preload.json` beside the pages: route path → the scripts and styles that page needs. The server that sends
 * the HTML puts them in place of the preload marker, so that a page's chunk does not wait for the main one.
 */
export function preloadMap(): Plugin {
  return {
    name: "tengman:preload-map",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const all = new Map<string, Chunk>();
      for (const output of Object.values(bundle)) {
        if (output.type !== "chunk") continue;
        const { fileName, facadeModuleId, imports, viteMetadata } = output;
        all.set(fileName, {
          fileName,
          facadeModuleId,
          imports,
          css: [...(viteMetadata?.importedCss ?? [])],
        });
      }
      const routes: Record<string, string[]> = {};
      for (const chunk of all.values()) {
        const route = chunk.facadeModuleId === null ? undefined : routeOf(chunk.facadeModuleId);
        if (route === undefined) continue;
        routes[route] = filesOf(chunk, all);
        if (route === "/pages/home/index") routes["/"] = routes[route];
      }
      this.emitFile({
        type: "asset",
        fileName: "preload.json",
        source: `${JSON.stringify(routes, null, 2)}\n`,
      });
    },
  };
}
