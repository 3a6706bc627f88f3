/** A caller's item and where its answer goes. */
interface Waiting<Item, Answer> {
  item: Item;
  resolve: (answer: Answer) => void;
  reject: (reason: unknown) => void;
}

/** How much may be under way at once. */
export interface BatchLimits {
  /** How many items one transaction takes. */
  most: number;
  /** How many transactions run at once. */
  lanes: number;
}

/** What waits is shared out among the free lanes, but not into transactions smaller than this. */
const SMALLEST_SHARE = 32;

/**
 * Lets callers who come at the same time share transactions: while some run the next callers gather, and they start
 * when one returns. Nobody waits for a clock, and an idle shop pays nothing. A caller is answered after the commit.
 *
 * Should a shared transaction fail, its items are tried one by one, so that a broken one fails for its caller alone.
 */
export class MicroBatcher<Item, Answer> {
  readonly #work: (items: Item[]) => Promise<Answer[]>;
  readonly #limits: BatchLimits;
  #waiting: Waiting<Item, Answer>[] = [];
  #running = 0;
  #isStarting = false;

  /** @param work does all items in one transaction and answers each, in their order */
  constructor(work: (items: Item[]) => Promise<Answer[]>, limits: BatchLimits) {
    this.#work = work;
    this.#limits = limits;
  }

  /** Does an item together with whatever else came; settles when it is committed. */
  submit(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      void this.#start();
    });
  }

  async #start(): Promise<void> {
    if (this.#isStarting) return;
    this.#isStarting = true;
    // Those who call in the same turn come along.
    await Promise.resolve();
    this.#isStarting = false;
    const { most, lanes } = this.#limits;
    while (this.#waiting.length > 0 && this.#running < lanes) {
      const share = Math.ceil(this.#waiting.length / (lanes - this.#running));
      const size = Math.min(most, Math.max(share, SMALLEST_SHARE));
      void this.#run(this.#waiting.slice(0, size));
      this.#waiting = this.#waiting.slice(size);
    }
  }

  async #run(taken: readonly Waiting<Item, Answer>[]): Promise<void> {
    this.#running += 1;
    if (!(await this.#together(taken))) for (const one of taken) await this.#alone(one);
    this.#running -= 1;
    await this.#start();
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
