import type { Plugin } from "vite";

const MOUNT = /createApp\(\)\.app\.use\(__plugin\)\.mount\("#app"\)/;

/**
 * Has uni-app's entry wait for the language before it shows anything: pages read texts when they are set up, and would keep
 * those of the wrong language. uni-app writes the entry itself, behind `src/main.ts`.
 */
export function awaitLanguage(): Plugin {
  return {
    name: "tengman:await-language",
    enforce: "post",
    transform(code, id) {
      if (!id.endsWith("/src/main.ts")) return undefined;
      if (!MOUNT.test(code))
        this.error("uni-app writes its entry another way now; the language is not waited for");
      return { code: code.replace(MOUNT, (mount) => `languageReady.then(() => ${mount})`), map: null };
    },
  };
}
