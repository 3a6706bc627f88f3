import type { DataSource } from "typeorm";
import { shanghaiMonth } from "../../../domain/shanghai-day";
import type { PageCursor } from "../database/page-cursor";
import { rollUpEarnings } from "../statement/earnings-rollup";
import { readOwnRank, readRanking } from "../statement/earnings-rollup-store";
import { countTeam, listTeam, type TeamMember } from "./team-store";

/** How far down the ranking somebody's own place is counted. */
const COUNTED_RANKS = 10_000;

/** Whom distributors invited and what they earned beside others. */
export class TeamService {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** How many people a distributor has on each level, nearest first. */
  counts(distributor_no: bigint, levels: number): Promise<number[]> {
    return countTeam(this.#source.manager, distributor_no, levels);
  }

  /** One page of a level of a distributor's people, latest first. */
  members(wanted: {
    distributor_no: bigint;
    level: number;
    limit: number;
    after: PageCursor | null;
  }): Promise<TeamMember[]> {
    return listTeam(this.#source.manager, wanted);
  }

  /** The month's ranking by earnings, as last rolled up, and where one distributor stands in it. */
  async ranking(wanted: { distributor_no: bigint; now: Date; limit: number }) {
    const { distributor_no, now, limit } = wanted;
    const month = shanghaiMonth(now);
    const first = `${month}-01`;
    const own = { month: first, distributor_no, counted: COUNTED_RANKS };
    return {
      month,
      rows: await readRanking(this.#source.manager, first, limit),
      me: await readOwnRank(this.#source.manager, own),
    };
  }

  /** Brings the earnings by day and month up to date. */
  rollUp(now: Date): Promise<void> {
    return this.#source.transaction((manager) => rollUpEarnings(manager, now));
  }
}
