/** A caller's item and where its answer goes. */
interface Waiting<Item, Answer> {
  item: Item;
  resolve: (answer: Answer) => void;
  reject: (reason: unknown) => void;
}

/**
 * Lets callers who come at the same time share one transaction: while one runs the next ones gather, and they start
 * when it returns. Nobody waits for a clock, and an idle shop pays nothing. A caller is answered after the commit.
 *
 * Should a shared transaction fail, its items are tried one by one, so that a broken one fails for its caller alone.
 */
export class MicroBatcher<Item, Answer> {
  readonly #work: (items: Item[]) => Promise<Answer[]>;
  readonly #most: number;
  #waiting: Waiting<Item, Answer>[] = [];
  #isRunning = false;

  /**
   * @param work does all items in one transaction and answers each, in their order
   * @param most how many items one transaction takes
   */
  constructor(work: (items: Item[]) => Promise<Answer[]>, most: number) {
    this.#work = work;
    this.#most = most;
  }

  /** Does an item together with whatever else came; settles when it is committed. */
  submit(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    // Those who call in the same turn come along.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const taken = this.#waiting.slice(0, this.#most);
      this.#waiting = this.#waiting.slice(this.#most);
      if (!(await this.#together(taken))) for (const one of taken) await this.#alone(one);
    }
    this.#isRunning = false;
  }

  async #together(taken: readonly Waiting<Item, Answer>[]): Promise<boolean> {
    if (taken.length === 1) return false;
    try {
      const answers = await this.#work(taken.map(({ item }) => item));
      for (const [index, { resolve }] of taken.entries()) resolve(answers[index] as Answer);
      return true;
    } catch {
      return false;
    }
  }

  async #alone({ item, resolve, reject }: Waiting<Item, Answer>): Promise<void> {
    try {
      const [answer] = await this.#work([item]);
      resolve(answer as Answer);
    } catch (error) {
      reject(error);
    }
  }
}
