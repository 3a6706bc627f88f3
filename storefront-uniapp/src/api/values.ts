/** A whole number of fen as a decimal string: `"1990"` is ¥19.90. */
export type Fen = string;

/** An instant, ISO 8601 in UTC. */
export type Instant = string;
