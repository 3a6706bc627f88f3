import type pg from "pg";
import type { EventBatch } from "../../../domain/collect/event-batch";
import { addDays, type Day, dayOf } from "../../../domain/shanghai-day";
import type { InsightsOptions } from "../../../options";
import { transaction } from "../database";
import { type CollectorCounts, EventBuffer } from "./event-buffer";
import { rowsOf } from "./event-rows";
import { EventStore } from "./event-store";
import { PartitionStore } from "./partition-store";

/** PostgreSQL's code for a row that no partition takes. */
const NO_PARTITION = "23514";

interface Log {
  warn(message: string): void;
}

/** Takes events in and keeps them by day. */
export class Collector {
  readonly #buffer: EventBuffer;
  readonly #partitions: PartitionStore;
  readonly #events: EventStore;
  readonly #retention_days: number;

  constructor(pool: pg.Pool, options: InsightsOptions, log: Log) {
    this.#events = new EventStore((work) => transaction(pool, work));
    this.#partitions = new PartitionStore(pool);
    this.#retention_days = options.raw_retention_days;
    this.#buffer = new EventBuffer({
      capacity: options.buffer_events,
      flush_ms: options.flush_ms,
      write: (rows) => this.#write(rows),
      failed: (error) => log.warn(`insights could not write events: ${(error as Error).message}`),
    });
  }

  /** Takes a batch in; it is written within a fraction of a second. */
  collect(batch: EventBatch, customer_id: string | null): void {
    this.#buffer.add(rowsOf(batch, customer_id));
  }

  /** Counts what is not kept, and why. */
  drop(reason: "bots" | "refused", events: number): void {
    this.#buffer.counts[`dropped_${reason}`] += events;
  }

  /** What became of events in this server, and how many still wait. */
  status(): CollectorCounts & { waiting: number } {
    return { ...this.#buffer.counts, waiting: this.#buffer.waiting };
  }

  /** Makes the days to come and drops those whose time is over. @returns the days that were dropped */
  async keepDays(now: Date): Promise<Day[]> {
    const today = dayOf(now);
    await this.#partitions.prepare(today);
    return this.#partitions.dropBefore(addDays(today, -this.#retention_days));
  }

  /** Writes what waits. */
  flush(): Promise<void> {
    return this.#buffer.flush();
  }

  /** Writes what waits, once the server takes no more. */
  close(): Promise<void> {
    return this.#buffer.close();
  }

  /** A server that slept over midnight may find its day missing. */
  async #write(rows: Parameters<EventStore["write"]>[0]): Promise<void> {
    try {
      await this.#events.write(rows);
    } catch (error) {
      if ((error as { code?: string }).code !== NO_PARTITION) throw error;
      await this.#partitions.prepare(dayOf(new Date()));
      await this.#events.write(rows);
    }
  }
}
