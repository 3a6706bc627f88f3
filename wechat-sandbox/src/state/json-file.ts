import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";

/** Reads a JSON file; `undefined` when there is none. A damaged file throws: it is never silently replaced. */
export function readJsonFile(path: string): unknown {
  if (!existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Writes a JSON file so that a reader sees the old or the new content, never half of one. */
export function writeJsonFile(path: string, value: unknown, mode: number): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode });
  renameSync(`${path}.new`, path);
}

/** The same without blocking; the caller makes sure that one path has one writer at a time. */
export async function replaceFile(path: string, text: string, mode: number): Promise<void> {
  await writeFile(`${path}.new`, text, { mode });
  await rename(`${path}.new`, path);
}
