import { once } from "node:events";
import { connect } from "node:net";

/** What a shop has announced since listening began. */
export interface Announced {
  /** The payloads of an event, in the order of their announcement. */
  payloads(name: string): unknown[];
  close(): void;
}

const ARGUMENT = /"((?:[^"\\]|\\.)*)"/g;

/**
 * Listens to everything a shop writes into its Redis, events with their payloads among it: nothing is added to the shop
 * and nobody has to subscribe.
 */
export async function listenToEvents(redisUrl: string): Promise<Announced> {
  const { hostname, port } = new URL(redisUrl);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  const lines: string[] = [];
  let rest = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    const parts = (rest + chunk).split("\r\n");
    rest = parts.pop() ?? "";
    lines.push(...parts.filter((line) => line.includes("distribution.")));
  });
  socket.write("MONITOR\r\n");
  await once(socket, "data");
  return {
    payloads: (name) => lines.filter((line) => isAbout(line, name)).flatMap(payloadsIn),
    close: () => socket.destroy(),
  };
}

/** A queue's entry names its event in one argument and carries its data in another. */
function isAbout(line: string, name: string): boolean {
  return new RegExp(`${name.replaceAll(".", "\\.")}(?![a-z_])`).test(line);
}

function payloadsIn(line: string): unknown[] {
  return [...line.matchAll(ARGUMENT)].flatMap(([, text = ""]) => {
    try {
      const carried = JSON.parse(unescaped(text)) as { data?: unknown };
      return carried.data === undefined ? [] : [carried.data];
    } catch {
      return [];
    }
  });
}

/** As Redis prints arguments: quotes and backslashes escaped, other bytes than ASCII as `\xNN`. */
function unescaped(text: string): string {
  const bytes: number[] = [];
  for (const [, hex, escaped, plain] of text.matchAll(/\\x([0-9a-f]{2})|\\(.)|([^\\])/gs)) {
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else bytes.push(...Buffer.from(escaped === "n" ? "\n" : (escaped ?? plain ?? "")));
  }
  return Buffer.from(bytes).toString();
}
