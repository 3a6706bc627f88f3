import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { whenChildEnds } from "../../../../scripts/local/children.mjs";
import { repositoryRoot } from "../../../../scripts/local/places.mjs";
import type { Errand, Report } from "./errands";

const CLERK = join(repositoryRoot, "plugins", "distribution", "integration-tests", "crash", "clerk.ts");

/** A clerk in a process of its own. Whatever it has not said to be done may have been done or not. */
export class ClerkProcess {
  readonly #waiting = new Map<number, (report: Report) => void>();
  #next = 0;

  private constructor(readonly child: ChildProcess) {
    child.on("message", (report: Report) => {
      this.#waiting.get(report.number)?.(report);
      this.#waiting.delete(report.number);
    });
    child.on("exit", () => {
      for (const [number, tell] of this.#waiting) tell({ number, done: false, reason: "the clerk is gone" });
      this.#waiting.clear();
    });
  }

  /** Starts one with what it needs to know, and waits until it is connected. */
  static async start(needed: {
    LEDGER_URL: string;
    BANK_URL: string;
    IDENTITY_KEY: string;
  }): Promise<ClerkProcess> {
    const child = fork(CLERK, {
      execArgv: ["--import", "tsx"],
      env: { ...process.env, ...needed },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const clerk = new ClerkProcess(child);
    const there = await new Promise<Report>((tell) => clerk.#waiting.set(-1, tell));
    if (!there.done) throw new Error(there.reason);
    return clerk;
  }

  /** Has something done; answers when it is committed, or with why it is not known to be. */
  ask(errand: Errand): Promise<Report> {
    const number = this.#next++;
    return new Promise((tell) => {
      this.#waiting.set(number, tell);
      if (!this.child.connected) tell({ number, done: false, reason: "the clerk is gone" });
      else this.child.send({ number, errand }, () => undefined);
    });
  }

  /** Ends it with SIGKILL. */
  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await whenChildEnds(this.child);
  }
}
