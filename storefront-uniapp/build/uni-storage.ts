import type { Plugin } from "vite";

const UNI_APP = /\/@dcloudio\/uni-h5\/dist\/.*\.js(\?|$)/;
const BROWSERS = /\b(?:window\.)?(?:localStorage|sessionStorage)\b/g;
const OURS = "__uniStorage";

/** uni-app touches the browser's storage while it starts, which throws where storage is denied: it is given ours. */
export function uniStorage(): Plugin {
  return {
    name: "tengman:uni-storage",
    enforce: "pre",
    transform(code, id) {
      if (!UNI_APP.test(id.replaceAll("\\", "/"))) return null;
      const ours = code.replace(BROWSERS, OURS);
      if (ours === code) return null;
      return { code: `import { uniStorage as ${OURS} } from "@/storage/uni-storage";\n${ours}`, map: null };
    },
  };
}
