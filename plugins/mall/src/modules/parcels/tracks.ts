import { createHash } from "node:crypto";
import type { ParcelState, Track, TrackEvent } from "../../domain/parcels/track";
import { signingsOf } from "../../domain/parcels/track";

export interface Database {
  raw<Row>(sql: string, bindings: readonly unknown[]): Promise<{ rows: Row[]; rowCount: number }>;
}

/** A parcel that left, as Medusa's shipment says. */
export interface SentParcel {
  order_id: string;
  tracking_number: string;
  carrier: string | null;
  phone_tail: string;
  sent_at: Date;
}

/** A parcel whose way is followed. */
export interface ParcelRow extends Omit<SentParcel, "carrier"> {
  carrier: string;
  /** The tracking service's name of the carrier; null when it knows none. */
  carrier_code: string | null;
  state: ParcelState | null;
  signed_at: Date | null;
  followed_at: Date | null;
  failures: number;
  is_over: boolean;
}

/** Parcels are looked after for so long. */
const FOLLOWED_DAYS = 30;
/** A parcel of which nothing was heard for so long is asked about. */
const SILENCE_HOURS = 12;

/**
 * When a parcel was signed for: the first signing it had, or the first of those named now (an array) that is not from before
 * it left. Carriers' clocks know minutes.
 */
const SIGNED_AT = `coalesce(p."signed_at", (select min(named."at") from unnest(?::timestamptz[]) as named("at")
  where named."at" >= date_trunc('minute', p."sent_at")))`;

/** Keeps parcels and their way: the SQL of it. */
export class Tracks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Parcels of Medusa's that left in the last days and nobody follows yet, whoever sent them and wherever. */
  async unknown(now: Date, limit: number): Promise<SentParcel[]> {
    const { rows } = await this.#database.raw<SentParcel>(
      `select l."order_id", upper(trim(b."tracking_number")) as "tracking_number", min(f."metadata"->>'carrier') as "carrier",
         max(right(regexp_replace(coalesce(a."phone", ''), '\\D', '', 'g'), 4)) as "phone_tail", min(f."shipped_at") as "sent_at"
       from "mall_order" m
       join "order_fulfillment" l on l."order_id" = m."order_id" and l."deleted_at" is null
       join "fulfillment" f on f."id" = l."fulfillment_id" and f."deleted_at" is null and f."canceled_at" is null
       join "fulfillment_label" b on b."fulfillment_id" = f."id" and b."deleted_at" is null
       left join "fulfillment_address" a on a."id" = f."delivery_address_id"
       where m."deleted_at" is null and f."shipped_at" > ?
         and (m."state" = 'to_ship' or (m."state" = 'shipped' and m."shipped_at" > ?))
         and trim(b."tracking_number") <> '' and length(b."tracking_number") <= 64
         and not exists (select 1 from "mall_parcel" p where p."order_id" = m."order_id"
           and p."tracking_number" = upper(trim(b."tracking_number")))
       group by 1, 2 order by min(f."shipped_at") limit ?`,
      [daysBefore(now), daysBefore(now), limit],
    );
    return rows;
  }

  /** Begins to look after parcels; those known already stay as they are. */
  async adopt(
    parcels: readonly (Omit<SentParcel, "carrier"> & Pick<ParcelRow, "carrier" | "carrier_code">)[],
    now: Date,
  ) {
    for (const { order_id, tracking_number, carrier, carrier_code, phone_tail, sent_at } of parcels) {
      await this.#database.raw(
        `insert into "mall_parcel" ("order_id", "tracking_number", "carrier", "carrier_code", "phone_tail", "sent_at", "act_at", "is_over")
         values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
        [order_id, tracking_number, carrier, carrier_code, phone_tail, sent_at, now, carrier_code === null],
      );
    }
  }

  /** Parcels for which something is to be done: nobody was told to follow them, or nothing was heard for long. */
  async due(kind: "follow" | "ask", now: Date, limit: number): Promise<ParcelRow[]> {
    const { rows } = await this.#database.raw<ParcelRow>(
      `select * from "mall_parcel" where not "is_over" and "act_at" <= ? and "sent_at" > ?
       and "followed_at" is ${kind === "follow" ? "" : "not"} null order by "act_at" limit ?`,
      [now, daysBefore(now), limit],
    );
    return rows;
  }

  /** Notes that a service follows a parcel, or was asked about it: it is asked when nothing is heard for long. */
  async noteActed({ order_id, tracking_number }: ParcelRow, now: Date): Promise<void> {
    await this.#database.raw(
      `update "mall_parcel" set "followed_at" = coalesce("followed_at", ?), "failures" = 0, "act_at" = ?
       where "order_id" = ? and "tracking_number" = ?`,
      [now, afterSilence(now), order_id, tracking_number],
    );
  }

  /** Notes that a service refused or was silent: it is tried again later, each time after a longer while. */
  async noteFailure({ order_id, tracking_number }: ParcelRow, retry_at: Date): Promise<void> {
    await this.#database.raw(
      `update "mall_parcel" set "failures" = "failures" + 1, "act_at" = ? where "order_id" = ? and "tracking_number" = ?`,
      [retry_at, order_id, tracking_number],
    );
  }

  /** Has a parcel followed anew that its service gave up. */
  async followAgain({ carrier_code, tracking_number }: Track, now: Date): Promise<void> {
    await this.#database.raw(
      `update "mall_parcel" set "followed_at" = null, "act_at" = ?
       where "carrier_code" = ? and upper("tracking_number") = upper(?) and not "is_over"`,
      [now, carrier_code, tracking_number],
    );
  }

  /** Keeps what a service signed, once. */
  async keepPush(service: string, body: string, now: Date): Promise<void> {
    const hash = createHash("sha256").update(body).digest("hex");
    await this.#database.raw(
      `insert into "mall_parcel_push" ("service", "hash", "body", "received_at") values (?, ?, ?, ?) on conflict do nothing`,
      [service, hash, body, now],
    );
  }

  /**
   * Writes down what is known of a parcel: again changes nothing, and an older word never overwrites a signature. One
   * from before the parcel left was for another one under the same number, and says nothing.
   * @returns the orders it belongs to
   */
  async record(track: Track, now: Date): Promise<string[]> {
    const { carrier_code, state, is_over } = track;
    const tracking_number = track.tracking_number.toUpperCase();
    for (const { at, text, state: was } of track.events) {
      await this.#database.raw(
        `insert into "mall_parcel_event" ("carrier_code", "tracking_number", "at", "text", "state")
         values (?, ?, ?, ?, ?) on conflict do nothing`,
        [carrier_code, tracking_number, at, text, was],
      );
    }
    const signings = signingsOf(track, now).map((moment) => moment.toISOString());
    const { rows } = await this.#database.raw<{ order_id: string }>(
      `update "mall_parcel" p set
         "state" = case
           when ${SIGNED_AT} is not null and ? <> 'returned' then 'signed'
           when ${SIGNED_AT} is null and ? = 'signed' then p."state"
           else ? end,
         "is_over" = p."is_over" or (? and (${SIGNED_AT} is not null or ? <> 'signed')),
         "signed_at" = ${SIGNED_AT}, "heard_at" = ?, "act_at" = ?
       where p."carrier_code" = ? and p."tracking_number" = ? returning p."order_id"`,
      [
        ...[signings, state, signings, state, state],
        ...[is_over, signings, state],
        ...[signings, now, afterSilence(now), carrier_code, tracking_number],
      ],
    );
    return rows.map(({ order_id }) => order_id);
  }

  /** The parcels of orders, the first sent first, each with its events, the latest first. */
  async ofOrders(order_ids: readonly string[]): Promise<(ParcelRow & { events: TrackEvent[] })[]> {
    const { rows } = await this.#database.raw<ParcelRow>(
      `select * from "mall_parcel" where "order_id" = any(?) order by "sent_at", "tracking_number"`,
      [order_ids],
    );
    const { rows: events } = await this.#database.raw<
      TrackEvent & { order_id: string; tracking_number: string }
    >(
      `select p."order_id", e."tracking_number", e."at", e."text", e."state" from "mall_parcel_event" e
       join "mall_parcel" p on p."carrier_code" = e."carrier_code" and p."tracking_number" = e."tracking_number"
       where p."order_id" = any(?) order by e."at" desc, e."text"`,
      [order_ids],
    );
    return rows.map((row) => ({
      ...row,
      events: events
        .filter((one) => one.order_id === row.order_id && one.tracking_number === row.tracking_number)
        .map(({ at, text, state }) => ({ at, text, state })),
    }));
  }

  /** Forgets orders' parcels and all that was said of them: carriers name who signed. */
  async forget(order_ids: readonly string[]): Promise<void> {
    const { rows } = await this.#database.raw<{ carrier_code: string | null; tracking_number: string }>(
      `delete from "mall_parcel" where "order_id" = any(?) returning "carrier_code", "tracking_number"`,
      [order_ids],
    );
    for (const { carrier_code, tracking_number } of rows) {
      await this.#database.raw(
        `delete from "mall_parcel_event" where "carrier_code" = ? and "tracking_number" = ?`,
        [carrier_code, tracking_number],
      );
      await this.#database.raw(`delete from "mall_parcel_push" where position(? in upper("body")) > 0`, [
        tracking_number,
      ]);
    }
  }
}

const daysBefore = (now: Date): Date => new Date(now.getTime() - FOLLOWED_DAYS * 86_400_000);
const afterSilence = (now: Date): Date => new Date(now.getTime() + SILENCE_HOURS * 3_600_000);
