import type { IncomingMessage, ServerResponse } from "node:http";

/** How much, and for how long, is still taken from whoever goes on sending after the answer, and thrown away. */
const DRAIN_BYTES = 10 * 1024 * 1024;
const DRAIN_MS = 10_000;

/**
 * Reads a body whole.
 * @param limit_bytes how long it may be
 * @returns null as soon as it is longer: the route answers at once. Most clients read their answer only when they have
 * sent everything, so a little more is taken and thrown away; then the line is cut.
 */
export function readBody(
  req: IncomingMessage,
  res: ServerResponse,
  limit_bytes: number,
): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    const take = (part: Buffer) => {
      bytes += part.length;
      if (bytes <= limit_bytes) {
        parts.push(part);
        return;
      }
      parts.length = 0;
      req.off("data", take);
      req.pause();
      res.once("finish", () => drain(req));
      resolve(null);
    };
    req.on("data", take);
    req.once("end", () => resolve(Buffer.concat(parts)));
    req.once("error", reject);
    req.once("close", () => reject(new Error("the request ended before its body")));
  });
}

function drain(req: IncomingMessage): void {
  let bytes = 0;
  const cut = () => {
    if (!req.complete) req.destroy();
  };
  const timer = setTimeout(cut, DRAIN_MS);
  timer.unref();
  req.once("end", () => clearTimeout(timer));
  req.on("data", (part: Buffer) => {
    bytes += part.length;
    if (bytes > DRAIN_BYTES) cut();
  });
  req.resume();
}
