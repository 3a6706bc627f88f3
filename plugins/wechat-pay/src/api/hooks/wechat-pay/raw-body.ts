import type { Readable } from "node:stream";

/** WeChat's notifications are about 1 KB. */
const LIMIT_BYTES = 64 * 1024;

/** Reads a request's body as it came. @returns undefined when it is larger than any notification */
export async function readRawBody(request: Readable): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LIMIT_BYTES) {
      return undefined;
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
