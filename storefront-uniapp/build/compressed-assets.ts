import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin, ResolvedConfig } from "vite";

/** What shrinks; pictures are compressed already. */
const TEXT = /\.(js|css|svg|json)$/;
/** Below this, the headers weigh more than what compression saves. */
const SMALLEST_BYTES = 512;

/**
 * Writes `x.br` and `x.gz` beside every text file of the build, so that the server sends them as they are: a phone gets
 * the smallest form there is, and no request costs compression.
 */
export function compressedAssets(): Plugin {
  let config: ResolvedConfig | undefined;
  return {
    name: "tengman:compressed-assets",
    apply: "build",
    enforce: "post",
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle() {
      if (config) compressFolder(resolve(config.root, config.build.outDir, config.build.assetsDir));
    },
  };
}

function compressFolder(folder: string): void {
  for (const name of readdirSync(folder).filter((file) => TEXT.test(file))) {
    const file = join(folder, name);
    const content = readFileSync(file);
    if (content.length < SMALLEST_BYTES) continue;
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}
