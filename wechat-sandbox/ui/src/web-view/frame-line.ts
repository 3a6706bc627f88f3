const ANSWER_MS = 1_000;

/** The phone's end of the line to the page in its web view; the other end is the bridge. */
export class FrameLine {
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  #orders = 0;

  /**
   * @param frame the window of the web view, while there is one
   * @param origin the only origin that is heard and spoken to
   * @param perform does what the page asks for; what it returns is the answer
   */
  constructor(
    private readonly frame: () => Window | undefined,
    private readonly origin: string,
    private readonly perform: (kind: string, payload: unknown) => unknown,
  ) {
    window.addEventListener("message", this.#receive);
  }

  /** Has the page do something. */
  command(command: string): void {
    this.#send({ command });
  }

  /** Has the page do something and waits for its answer; a page without the bridge gives none. */
  order(command: string): Promise<unknown> {
    this.#orders += 1;
    const order = this.#orders;
    this.#send({ command, order });
    return new Promise((resolve) => {
      this.#waiting.set(order, resolve);
      setTimeout(() => this.#obeyed(order, undefined), ANSWER_MS);
    });
  }

  close(): void {
    window.removeEventListener("message", this.#receive);
  }

  readonly #receive = async (event: MessageEvent): Promise<void> => {
    if (event.source !== this.frame() || event.origin !== this.origin) return;
    const { wechat, call, order, payload } = event.data ?? {};
    if (wechat === "obeyed") {
      this.#obeyed(order, payload);
      return;
    }
    const answer = await this.perform(wechat, payload);
    if (call !== undefined) this.#send({ call, answer });
  };

  #obeyed(order: number, answer: unknown): void {
    this.#waiting.get(order)?.(answer);
    this.#waiting.delete(order);
  }

  #send(message: object): void {
    this.frame()?.postMessage(message, this.origin);
  }
}
