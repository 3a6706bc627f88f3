/*
 * One number for what has matured, `net`: above zero it is available, below it is owed.
 */

/** What of somebody's matured money is where. */
export interface MaturedMoney {
  available_fen: bigint;
  hold_fen: bigint;
  debt_fen: bigint;
}

/** What has matured and what is set aside for payouts, in the simplest way. */
export class AuditedAccounts {
  readonly #net = new Map<string, bigint>();
  readonly #hold = new Map<string, bigint>();

  /** Something matures, or is taken back of what has; also below zero. */
  add(owner: string, fen: bigint): void {
    this.#net.set(owner, this.net(owner) + fen);
  }

  /** Sets money aside; a negative amount gives it back. */
  setAside(owner: string, fen: bigint): void {
    this.#net.set(owner, this.net(owner) - fen);
    this.#hold.set(owner, (this.#hold.get(owner) ?? 0n) + fen);
  }

  /** What was set aside has left the shop. */
  payOut(owner: string, fen: bigint): void {
    this.#hold.set(owner, (this.#hold.get(owner) ?? 0n) - fen);
  }

  net(owner: string): bigint {
    return this.#net.get(owner) ?? 0n;
  }

  of(owner: string): MaturedMoney {
    const net = this.net(owner);
    return {
      available_fen: net > 0n ? net : 0n,
      hold_fen: this.#hold.get(owner) ?? 0n,
      debt_fen: net < 0n ? -net : 0n,
    };
  }
}
