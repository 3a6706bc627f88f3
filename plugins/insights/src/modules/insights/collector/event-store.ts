import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { type CopyValue, copyLine } from "../../../domain/collect/copy-line";
import { EVENT_KINDS } from "../../../domain/collect/event-batch";
import { dayOf } from "../../../domain/shanghai-day";
import type { EventRow } from "./event-rows";

const COLUMNS =
  "event_id, visitor_id, occurred_at, kind, customer_id, path, product_id, term, results, channel, share_token";

/** PostgreSQL's code for a key that is there already. */
const DOUBLED = "23505";

/** Writes events. The only SQL that does. */
export class EventStore {
  /** @param transact does its work within one transaction */
  constructor(
    readonly transact: <Result>(work: (client: pg.PoolClient) => Promise<Result>) => Promise<Result>,
  ) {}

  /**
   * Writes events once each, however often they come. COPY knows no conflicts, and conflicts are rare: it is tried, and
   * where an event is known already the rows go through a table of this connection's own.
   */
  async write(rows: readonly EventRow[]): Promise<void> {
    const single = withoutDoubles(rows);
    try {
      await this.transact(async (client) => {
        await copyInto(client, "insights.event", single);
        await noteDays(client, single);
      });
    } catch (error) {
      if ((error as { code?: string }).code !== DOUBLED) throw error;
      await this.#writeUnknown(single);
    }
  }

  async #writeUnknown(rows: readonly EventRow[]): Promise<void> {
    await this.transact(async (client) => {
      await client.query(
        "create temporary table arrived_event (like insights.event including defaults) on commit drop",
      );
      await copyInto(client, "arrived_event", rows);
      await client.query(
        `insert into insights.event (${COLUMNS}) select ${COLUMNS} from arrived_event
         order by visitor_id, event_id, occurred_at on conflict do nothing`,
      );
      await noteDays(client, rows);
    });
  }
}

/** The first of each id: what a page sent twice within one flush. */
function withoutDoubles(rows: readonly EventRow[]): EventRow[] {
  const first = new Map<string, EventRow>();
  for (const row of rows) {
    const key = `${row.visitor_id} ${row.event.id} ${row.event.occurred_at.getTime()}`.toLowerCase();
    if (!first.has(key)) first.set(key, row);
  }
  return [...first.values()];
}

async function copyInto(client: pg.PoolClient, table: string, rows: readonly EventRow[]): Promise<void> {
  const text = rows.map((row) => copyLine(valuesOf(row))).join("");
  await pipeline(Readable.from([text]), client.query(copyFrom(`copy ${table} (${COLUMNS}) from stdin`)));
}

function valuesOf({ visitor_id, customer_id, event }: EventRow): CopyValue[] {
  const { id, occurred_at, kind, path, channel, ...more } = event;
  const { product_id, term, results, share_token } = more as {
    product_id?: string;
    term?: string;
    results?: number;
    share_token?: string;
  };
  return [
    id,
    visitor_id,
    occurred_at,
    EVENT_KINDS[kind],
    customer_id,
    path,
    product_id,
    term,
    results,
    channel,
    share_token,
  ];
}

/** Says, in the transaction that wrote them, which days have to be counted anew. */
async function noteDays(client: pg.PoolClient, rows: readonly EventRow[]): Promise<void> {
  const days = [...new Set(rows.map(({ event }) => dayOf(event.occurred_at)))];
  await client.query("insert into insights.changed_day (day) select unnest($1::date[])", [days]);
}
