// Child processes: their output kept in a log file, their end guaranteed.
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { chmodSync, createWriteStream, existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** How long a child may take to end in order before it is killed. */
const END_TIMEOUT_MS = 10_000;

/** Children that have not ended, oldest first. @type {Set<import("node:child_process").ChildProcess>} */
const living = new Set();

/** They have groups of their own, so nothing else ends them when we end without having asked them to. */
const killLiving = () => {
  for (const child of living) signalGroup(child, "SIGKILL");
};

/** Keeps account of a child until it has ended. */
function mind(/** @type {import("node:child_process").ChildProcess} */ child) {
  if (living.size === 0) process.on("exit", killLiving);
  living.add(child);
  whenChildEnds(child).then(() => {
    living.delete(child);
    if (living.size === 0) process.off("exit", killLiving);
  });
}

/** Opens a file that only we may read, in a folder that only we may enter: logs name people, orders and addresses. */
function privateFile(/** @type {string} */ path, /** @type {"a" | "w"} */ flags) {
  mkdirSync(dirname(path), { recursive: true });
  chmodSync(dirname(path), 0o700);
  // A file that is there already keeps its mode.
  if (existsSync(path)) chmodSync(path, 0o600);
  return createWriteStream(path, { flags, mode: 0o600 });
}

/**
 * Starts a program whose output goes to `log` (and, with `echo`, to the terminal).
 * @param {{ command: string, args: string[], cwd?: string, env?: NodeJS.ProcessEnv, log: string, append?: boolean }} wanted
 */
export function startChild({ command, args, cwd, env, log, append = false }) {
  const file = privateFile(log, append ? "a" : "w");
  // A group of its own: a terminal's Ctrl-C reaches us alone, and we end the children in their order.
  const child = spawn(command, args, {
    cwd,
    env: env ?? process.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  child.on("error", (error) => file.write(`${error}\n`));
  mind(child);
  return child;
}

/**
 * Runs a program to its end.
 * @param {Parameters<typeof startChild>[0]} wanted
 * @throws {Error} naming the log when it ends with anything but 0
 */
export async function runToEnd(wanted) {
  const code = await whenChildEnds(startChild(wanted));
  if (code !== 0)
    throw new Error(
      `«${[wanted.command, ...wanted.args].join(" ")}» ended with ${code}; its output is in ${wanted.log}`,
    );
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<number | string | null>} its exit code, or the signal that ended it
 */
export function whenChildEnds(child) {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  if (child.signalCode !== null) return Promise.resolve(child.signalCode);
  return new Promise((resolve) => {
    child.once("error", () => resolve(null));
    child.once("exit", (code, signal) => resolve(code ?? signal));
  });
}

/** @param {import("node:child_process").ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}

/**
 * Ends a child and whatever it started: asked first, killed when it does not listen.
 * @param {import("node:child_process").ChildProcess} child
 */
export async function endChild(child) {
  signalGroup(child, "SIGTERM");
  const ended = await Promise.race([
    whenChildEnds(child).then(() => true),
    delay(END_TIMEOUT_MS, false, { ref: false }),
  ]);
  if (ended) return;
  signalGroup(child, "SIGKILL");
  await whenChildEnds(child);
}

/** Ends every child that {@link startChild} started and that still lives, the youngest first. */
export async function endAllChildren() {
  for (let child = [...living].at(-1); child; child = [...living].at(-1)) await endChild(child);
}

/**
 * Ends a child as a crash would.
 * @param {import("node:child_process").ChildProcess} child
 */
export async function killChild(child) {
  signalGroup(child, "SIGKILL");
  await whenChildEnds(child);
}

/**
 * Waits until an address answers 2xx or 3xx.
 * @param {{ url: string, child: import("node:child_process").ChildProcess, timeout_ms: number, log: string, name: string }} wanted
 */
export async function untilAnswering({ url, child, timeout_ms, log, name }) {
  const deadline = Date.now() + timeout_ms;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`${name} ended before it answered; its output is in ${log}`);
    try {
      const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(2_000) });
      await answer.body?.cancel();
      if (answer.status < 400) return;
    } catch {
      // Not listening yet.
    }
    await delay(200);
  }
  throw new Error(`${name} did not answer at ${url} within ${timeout_ms / 1000} s; its output is in ${log}`);
}

/** @param {number} port @returns {Promise<boolean>} whether nobody listens there on loopback */
export function isPortFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * Below the ports that systems give to connections on their way out: such a one could be taken between asking and
 * listening.
 */
const [FIRST_PORT, LAST_PORT] = [20_000, 31_999];
const MOST_TRIES = 100;

/** @returns {Promise<number>} a port that was free a moment ago, one of so many that two who ask rarely meet */
export async function freePort() {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (await isPortFree(port)) return port;
  }
  throw new Error("no port is free");
}
