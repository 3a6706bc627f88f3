/** What the payment provider asks and tells before money moves. */
export interface MoneyKeeper {
  /** Tells whether an earlier refund of an order number failed and is still owed. */
  owesRefund(outTradeNo: string): Promise<boolean>;
  /** Remembers that the figures of this session's order have to be looked at: money is about to move. */
  expectMovement(paymentSessionId: string): Promise<void>;
}

/**
 * Where the payment provider and the plugin's module meet before money moves: Medusa builds the provider apart from the
 * module, which knows the refunds and keeps what has to be looked at afterwards.
 */
class MoneyGate {
  readonly #keepers = new Set<MoneyKeeper>();

  /** Lets a keeper answer from now on. @returns what ends it */
  guard(keeper: MoneyKeeper): () => void {
    this.#keepers.add(keeper);
    return () => this.#keepers.delete(keeper);
  }

  /** Whether some earlier refund of this order number must be brought to its end first. */
  async owesRefund(outTradeNo: string): Promise<boolean> {
    const answers = await Promise.all([...this.#keepers].map((keeper) => keeper.owesRefund(outTradeNo)));
    return answers.includes(true);
  }

  /** Must be called, and have come to its end, before money moves. */
  async expectMovement(paymentSessionId: string): Promise<void> {
    await Promise.all([...this.#keepers].map((keeper) => keeper.expectMovement(paymentSessionId)));
  }
}

/** The gate of this process. */
export const moneyGate = new MoneyGate();
