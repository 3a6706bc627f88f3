// What must be ended when this program ends, whichever way: in order, and with no child left behind.
import { endAllChildren, whenChildEnds } from "./children.mjs";

/**
 * Things that were started, ended in the opposite order: on Ctrl-C, on failure, or when one of them ends by itself.
 * Children are ended first, also those of a step that was still under way. Make it before anything is started.
 * @param {{ says: string, exitCode: number }} onSignal what a person reads after Ctrl-C, and what is exited with
 */
export function createClosing({ says, exitCode }) {
  /** @type {(() => Promise<void>)[]} */
  const steps = [];
  /** @type {Promise<void> | undefined} */
  let closed;
  const closeOnce = async () => {
    await endAllChildren();
    for (const step of steps.reverse()) await step();
  };
  const close = () => (closed ??= closeOnce());
  // Kept for good: an impatient second Ctrl-C must not end us before our children.
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, async () => {
      if (closed) return;
      console.log(`\n${says}`);
      await close().catch((error) => console.error(error));
      process.exit(exitCode);
    });
  }
  return {
    close,
    isUnderWay: () => closed !== undefined,
    add: (/** @type {() => Promise<void>} */ step) => steps.push(step),
    /** Closes all when `child` ends without having been asked to. */
    watch(
      /** @type {import("node:child_process").ChildProcess} */ child,
      /** @type {string} */ name,
      /** @type {string} */ log,
    ) {
      whenChildEnds(child).then(async (how) => {
        if (closed) return;
        console.error(`\n${name} ended unexpectedly (${how}); its output is in ${log}`);
        await close();
        process.exit(1);
      });
    },
  };
}

/** @typedef {ReturnType<typeof createClosing>} Closing */
