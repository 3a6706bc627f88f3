import type { Plugin } from "vite";

const FOREIGN_PICTURE = /url\(https:\/\/cdn\.dcloud\.net\.cn\/[^)]*\)/g;

/** uni-app's own styles fetch a shadow's picture from its maker; this shop asks nobody but itself. */
export function noForeignPictures(): Plugin {
  return {
    name: "tengman:no-foreign-pictures",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== "asset" || !output.fileName.endsWith(".css")) continue;
        output.source = output.source.toString().replace(FOREIGN_PICTURE, "none");
      }
    },
  };
}
