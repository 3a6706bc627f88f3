/** One thing without which a server cannot serve. */
export interface ReadinessCheck {
  /** Stable, in snake case: `ledger_schema`. */
  readonly name: string;
  /**
   * Whether it only keeps a server from starting to serve. What all servers lose at one moment, such as a certificate
   * that ends, must not close the whole shop: a server that was ready once stays so, and an alert calls somebody.
   */
  readonly isGate?: boolean;
  /**
   * Looks. What it answers and throws is shown to whoever asks whether the server is ready, so it is a word, not a text.
   * @returns a stable word for what is wrong (`guard_missing`), undefined when nothing is
   */
  readonly find: (now: Date) => Promise<string | undefined>;
}

/** A number that operators watch, as it stands now. Labels are few and of a closed list: never ids, never people. */
export interface Figure {
  /** Snake case with its unit last: `ledger_oldest_due_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly values: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

/**
 * What a plugin's module offers to whoever runs the shop, under the name `operations` of its service. The server finds
 * it there and knows no plugin by name.
 */
export interface Operations {
  readonly checks?: readonly ReadinessCheck[];
  /** Asked every few seconds at most. */
  readonly figures?: () => Promise<readonly Figure[]>;
}

/** What a module's service offers to operators; undefined for those that offer nothing. */
export function operationsOf(service: unknown): Operations | undefined {
  if (typeof service !== "object" || service === null || !("operations" in service)) return undefined;
  const { operations } = service;
  return typeof operations === "object" && operations !== null ? operations : undefined;
}
