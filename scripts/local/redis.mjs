// A Redis of a test's own, on a free port, with nothing kept.
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { endChild, freePort, isPortFree, startChild } from "./children.mjs";
import { dataFolder } from "./places.mjs";
import { ensureRedis } from "./programs.mjs";

const START_TIMEOUT_MS = 10_000;

/** @returns {Promise<{ url: string, stop: () => Promise<void> }>} */
export async function startRedis() {
  const port = await freePort();
  const log = join(dataFolder, "test", "logs", `redis-${port}.log`);
  const args = [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
    "--dir",
    tmpdir(),
  ];
  const child = startChild({ command: await ensureRedis(), args, log });
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (await isPortFree(port)) {
    if (Date.now() > deadline || child.exitCode !== null)
      throw new Error(`Redis did not start; its output is in ${log}`);
    await delay(50);
  }
  return { url: `redis://127.0.0.1:${port}`, stop: () => endChild(child) };
}
