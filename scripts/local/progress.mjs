// What a waiting person sees: each step with its elapsed time, and never a silent wait.

const HEARTBEAT_MS = 10_000;
const FRAME_MS = 120;
const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

const seconds = (/** @type {number} */ since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;

/**
 * A progress display on `out`: running steps are redrawn in a terminal; elsewhere each step says when it starts, that
 * it still runs, and how long it took.
 * @param {NodeJS.WriteStream} [out]
 */
export function createProgress(out = process.stdout) {
  const began = Date.now();
  /** @type {Map<string, number>} */
  const running = new Map();
  let drawn = 0;
  let frame = 0;
  const live = Boolean(out.isTTY);

  const erase = () => {
    if (drawn > 0) out.write(`\u001b[${drawn}A\u001b[0J`);
    drawn = 0;
  };
  const draw = () => {
    if (!live) return;
    erase();
    frame = (frame + 1) % FRAMES.length;
    for (const [name, since] of running) out.write(`  ${FRAMES[frame]} ${name} · ${seconds(since)}\n`);
    drawn = running.size;
  };
  const line = (/** @type {string} */ text) => {
    if (live) erase();
    out.write(`${text}\n`);
    draw();
  };
  const timer = setInterval(
    () => {
      if (live) draw();
      else for (const [name, since] of running) out.write(`  … ${name}, ${seconds(since)} so far\n`);
    },
    live ? FRAME_MS : HEARTBEAT_MS,
  );
  timer.unref();

  return {
    /**
     * Runs one step and shows it.
     * @template T
     * @param {string} name
     * @param {() => Promise<T>} work
     * @returns {Promise<T>}
     */
    async step(name, work) {
      const since = Date.now();
      running.set(name, since);
      if (!live) out.write(`  … ${name}\n`);
      try {
        const result = await work();
        running.delete(name);
        line(`  ✔ ${name} · ${seconds(since)}`);
        return result;
      } catch (error) {
        running.delete(name);
        line(`  ✘ ${name} · ${seconds(since)}`);
        throw error;
      }
    },
    /** Shows a step that had nothing to do. @param {string} name */
    skipped(name) {
      line(`  · ${name}: up to date`);
    },
    /** Ends the display and tells how long all took. */
    finish() {
      clearInterval(timer);
      if (live) erase();
      return seconds(began);
    },
  };
}

/** @typedef {ReturnType<typeof createProgress>} Progress */
