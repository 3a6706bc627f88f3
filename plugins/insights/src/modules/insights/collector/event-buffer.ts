import type { EventRow } from "./event-rows";

/** What became of events in this server since it began. */
export interface CollectorCounts {
  received: number;
  stored: number;
  /** For want of room: the database was slower than the shoppers. */
  dropped_full: number;
  dropped_bots: number;
  dropped_refused: number;
  /** What the database would not take, whatever was tried. */
  dropped_failed: number;
}

/** At most so many rows a COPY: a batch that fails is small. */
const MOST_ROWS = 5_000;
/** Data that is wrong stays wrong; anything else may pass, such as a database that restarts. */
const WRONG_DATA = /^(22|23)/;
/** How long a shutdown waits for a database that does not answer. */
const LAST_FLUSHES = 3;

interface Settings {
  capacity: number;
  flush_ms: number;
  write: (rows: readonly EventRow[]) => Promise<void>;
  failed: (error: unknown) => void;
}

/** Events on their way to the database: answered before they are written, so at most so many wait. */
export class EventBuffer {
  readonly counts: CollectorCounts = {
    received: 0,
    stored: 0,
    dropped_full: 0,
    dropped_bots: 0,
    dropped_refused: 0,
    dropped_failed: 0,
  };
  readonly #settings: Settings;
  #waiting: EventRow[] = [];
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<void> | null = null;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Takes what there is room for and counts the rest as dropped. */
  add(rows: readonly EventRow[]): void {
    this.counts.received += rows.length;
    const room = Math.max(0, this.#settings.capacity - this.#waiting.length);
    this.#waiting.push(...rows.slice(0, room));
    this.counts.dropped_full += Math.max(0, rows.length - room);
    this.#wake();
  }

  /** Writes what waits now. @returns when it is written, or failed */
  flush(): Promise<void> {
    this.#flushing ??= this.#writeWaiting().finally(() => {
      this.#flushing = null;
      if (this.#waiting.length > 0) this.#wake();
    });
    return this.#flushing;
  }

  /** Writes what is left; gives up where the database does not take it. */
  async close(): Promise<void> {
    for (let time = 0; time < LAST_FLUSHES && this.#waiting.length > 0; time++) await this.flush();
    await this.#flushing;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #wake(): void {
    if (this.#timer || this.#waiting.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.flush();
    }, this.#settings.flush_ms);
    this.#timer.unref();
  }

  async #writeWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      const rows = this.#waiting.splice(0, MOST_ROWS);
      try {
        await this.#settings.write(rows);
        this.counts.stored += rows.length;
      } catch (error) {
        this.#settings.failed(error);
        const isWrong = WRONG_DATA.test(String((error as { code?: unknown }).code ?? ""));
        if (isWrong) this.counts.dropped_failed += rows.length;
        else this.#putBack(rows);
        return;
      }
    }
  }

  #putBack(rows: readonly EventRow[]): void {
    const room = Math.max(0, this.#settings.capacity - this.#waiting.length);
    this.#waiting.unshift(...rows.slice(0, room));
    this.counts.dropped_full += Math.max(0, rows.length - room);
  }
}
