/** What begins while somebody waits for an answer takes the processor from that answer; longer than this it waits not. */
const PATIENCE_MS = 1_000;

/**
 * Does work behind answers: a few pieces at a time, and none begins while an answer is under way, for WeChat waits for
 * answers and for nothing else. Work is done in the order in which it came. It lives in this process only: what is lost
 * with it, the reconciliation takes up.
 */
export class AfterAnswers {
  private readonly waiting: { readonly since: number; readonly work: () => Promise<void> }[] = [];
  private answering = 0;
  private working = 0;

  /** @param atOnce so many pieces of work are under way at most @param patience_ms how long answers have precedence */
  constructor(
    private readonly atOnce: number,
    private readonly patience_ms: number = PATIENCE_MS,
  ) {}

  /** Gives precedence to an answer until it is given. */
  async answer<T>(work: () => Promise<T>): Promise<T> {
    this.answering += 1;
    try {
      return await work();
    } finally {
      this.answering -= 1;
      this.go();
    }
  }

  /** Does `work` when its turn comes. It must not reject: nobody waits for it. */
  add(work: () => Promise<void>): void {
    this.waiting.push({ since: performance.now(), work });
    setTimeout(() => this.go(), this.patience_ms).unref();
    this.go();
  }

  private go(): void {
    for (let next = this.takeNext(); next; next = this.takeNext()) {
      this.working += 1;
      void next.work().finally(() => {
        this.working -= 1;
        this.go();
      });
    }
  }

  private takeNext() {
    const [first] = this.waiting;
    if (!first || this.working >= this.atOnce) {
      return undefined;
    }
    const isPatient = performance.now() - first.since < this.patience_ms;
    return this.answering > 0 && isPatient ? undefined : this.waiting.shift();
  }
}
