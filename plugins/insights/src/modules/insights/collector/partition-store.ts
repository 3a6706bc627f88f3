import type pg from "pg";
import { addDays, beginningOf, type Day } from "../../../domain/shanghai-day";

/** So many days back events are still taken, and so many ahead there is a place for them. */
const DAYS_BACK = 4;
const DAYS_AHEAD = 7;

const nameOf = (day: Day): string => `event_${day.replaceAll("-", "")}`;

/** The days' partitions of events: made ahead, and dropped whole when their time is over. */
export class PartitionStore {
  constructor(readonly pool: pg.Pool) {}

  /** The days that have a partition, oldest first. */
  async days(): Promise<Day[]> {
    const { rows } = await this.pool.query<{ name: string }>(
      `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent = 'insights.event'::regclass order by 1`,
    );
    return rows.map(({ name }) => name.replace(/^event_(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3"));
  }

  /** Makes the partitions that are missing around a day. */
  async prepare(today: Day): Promise<void> {
    const known = new Set(await this.days());
    for (let offset = -DAYS_BACK; offset <= DAYS_AHEAD; offset++) {
      const day = addDays(today, offset);
      if (!known.has(day)) await this.#make(day);
    }
  }

  /** Drops the days before one. @returns those that were dropped */
  async dropBefore(day: Day): Promise<Day[]> {
    const old = (await this.days()).filter((known) => known < day);
    for (const known of old) await this.pool.query(`drop table if exists insights.${nameOf(known)}`);
    return old;
  }

  /** Attaching waits for nobody who reads or writes other days; creating in place would. */
  async #make(day: Day): Promise<void> {
    const name = nameOf(day);
    const bounds = [day, addDays(day, 1)].map((edge) => `'${beginningOf(edge).toISOString()}'`);
    await this.pool.query(
      `do $$ begin
         perform pg_advisory_xact_lock(hashtext('insights.partition'));
         if to_regclass('insights.${name}') is null then
           create table insights.${name} (like insights.event including defaults including constraints);
           alter table insights.event attach partition insights.${name} for values from (${bounds[0]}) to (${bounds[1]});
         end if;
       end $$`,
    );
  }
}
