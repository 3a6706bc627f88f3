/** Tells whether an earlier refund of an order number failed and is still owed. */
export type OwesRefund = (outTradeNo: string) => Promise<boolean>;

/**
 * Where the payment provider asks whether another refund may begin. Medusa builds the provider apart from the plugin's
 * module, which knows the refunds, and this is where the two meet.
 */
class RefundGate {
  private readonly keepers = new Set<OwesRefund>();

  /** Lets a keeper answer from now on. @returns what ends it */
  guard(keeper: OwesRefund): () => void {
    this.keepers.add(keeper);
    return () => this.keepers.delete(keeper);
  }

  /** Whether some earlier refund of this order number must be brought to its end first. */
  async isClosed(outTradeNo: string): Promise<boolean> {
    const answers = await Promise.all([...this.keepers].map((keeper) => keeper(outTradeNo)));
    return answers.includes(true);
  }
}

/** The gate of this process. */
export const refundGate = new RefundGate();
