import type { ReadinessCheck } from "@tengman/plugin-kit";

/** What one check found. */
export interface CheckResult {
  readonly name: string;
  readonly state: "ok" | "warning" | "failed";
  /** A stable word for what is wrong. */
  readonly fault?: string;
}

/** What is answered at `/health/ready`. */
export interface ReadinessReport {
  readonly status: "ready" | "not_ready" | "shutting_down";
  readonly checks: readonly CheckResult[];
}

/** The fault of a check that did not answer in time, and of one that threw. */
const TIME_LIMIT = "time_limit";
const ERROR = "error";

/** A check, and the look at it that has not ended. */
interface Watched {
  readonly check: ReadinessCheck;
  underWay?: Promise<string | undefined>;
}

/** Whether a server can serve: what it needs is looked at whenever somebody asks. */
export class Readiness {
  readonly #watched: readonly Watched[];
  readonly #limit_ms: number;
  readonly #onError: (name: string, error: unknown) => void;
  #isOpen = true;
  #wasReady = false;
  #looking: Promise<ReadinessReport> | undefined;

  /**
   * @param limit_ms how long a check may take
   * @param onError is told what a check threw, which nobody is answered
   */
  constructor(
    checks: readonly ReadinessCheck[],
    limit_ms: number,
    onError: (name: string, error: unknown) => void,
  ) {
    this.#watched = checks.map((check) => ({ check }));
    this.#limit_ms = limit_ms;
    this.#onError = onError;
  }

  /** From now on the server says that it is not ready, so that nobody sends it new requests. */
  close(): void {
    this.#isOpen = false;
  }

  /** Looks at everything at once. Who asks while others wait gets their answer. */
  async report(now: Date): Promise<ReadinessReport> {
    if (!this.#isOpen) return { status: "shutting_down", checks: [] };
    this.#looking ??= this.#look(now).finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(now: Date): Promise<ReadinessReport> {
    const checks = await Promise.all(this.#watched.map((watched) => this.#result(watched, now)));
    const isReady = checks.every(({ state }) => state !== "failed");
    this.#wasReady ||= isReady;
    return { status: isReady ? "ready" : "not_ready", checks };
  }

  async #result(watched: Watched, now: Date): Promise<CheckResult> {
    const { name, isGate } = watched.check;
    const fault = await this.#faultOf(watched, now);
    if (fault === undefined) return { name, state: "ok" };
    return { name, state: isGate && this.#wasReady ? "warning" : "failed", fault };
  }

  /** A look that hangs is not begun a second time: what hangs would only be held up more. */
  async #faultOf(watched: Watched, now: Date): Promise<string | undefined> {
    watched.underWay ??= this.#find(watched.check, now).finally(() => {
      watched.underWay = undefined;
    });
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<string>((resolve) => {
      timer = setTimeout(resolve, this.#limit_ms, TIME_LIMIT);
    });
    return Promise.race([watched.underWay, limit]).finally(() => clearTimeout(timer));
  }

  async #find({ name, find }: ReadinessCheck, now: Date): Promise<string | undefined> {
    try {
      return await find(now);
    } catch (error) {
      this.#onError(name, error);
      return ERROR;
    }
  }
}
