import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "closing-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const children = JSON.stringify(new URL("./children.mjs", import.meta.url));
const closing = JSON.stringify(new URL("./closing.mjs", import.meta.url));

/** A program that waits for a step's child, as a start waits for a build; the child's own child writes its number. */
function startProgram(/** @type {string} */ begin) {
  const file = join(folder, "program.mjs");
  const grandchild = `sleep 60 & echo $! > ${folder}/grandchild; wait`;
  writeFileSync(
    file,
    `import { runToEnd } from ${children};
     import { createClosing } from ${closing};
     ${begin}
     await runToEnd({ command: "sh", args: ["-c", ${JSON.stringify(grandchild)}], log: ${JSON.stringify(join(folder, "log"))} }).catch(() => undefined);`,
  );
  return spawn(process.execPath, [file], { stdio: "ignore" });
}

async function grandchildOf() {
  for (;;) {
    try {
      const pid = Number(readFileSync(join(folder, "grandchild"), "utf8"));
      if (pid > 0) return pid;
    } catch {
      // Not started yet.
    }
    await delay(20);
  }
}

async function hasEnded(/** @type {number} */ pid) {
  for (let tries = 0; tries < 100; tries++) {
    try {
      process.kill(pid, 0);
      // A zombie that nobody has waited for has ended too.
      if (process.platform === "linux" && /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8")))
        return true;
    } catch {
      return true;
    }
    await delay(20);
  }
  return false;
}

test("Ctrl-C in the middle of a step ends what the step started", async () => {
  const program = startProgram(`createClosing({ says: "", exitCode: 0 });`);
  const pid = await grandchildOf();
  const ended = new Promise((resolve) => program.once("exit", resolve));
  program.kill("SIGINT");
  expect(await ended).toBe(0);
  expect(await hasEnded(pid)).toBe(true);
});

test("a program that exits without closing leaves no child behind", async () => {
  const program = startProgram("setTimeout(() => process.exit(3), 1_000);");
  const pid = await grandchildOf();
  expect(await new Promise((resolve) => program.once("exit", resolve))).toBe(3);
  expect(await hasEnded(pid)).toBe(true);
});
