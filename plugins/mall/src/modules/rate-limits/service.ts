import { createHash } from "node:crypto";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { type RateLimit, type RateLimitName, rateLimitsOf, rateLimitsShape } from "../../domain/rate-limits";

const TABLE = "mall_rate_limit";
const SEEN_S = 600;
const KNOWN_S = 30 * 86_400;

/**
 * Counts what people do. The counts lie in PostgreSQL, so that all servers of a shop count together; when the database
 * does not answer, each server counts by itself. Subjects (accounts, addresses, codes) are kept as hashes.
 */
export class RateLimitsService {
  readonly #limiters: ReadonlyMap<RateLimitName, RateLimiterPostgres>;
  readonly #seen: RateLimiterPostgres;
  readonly #known: RateLimiterPostgres;

  constructor(container: Record<string, unknown>, options: { limits?: unknown } | undefined) {
    const database = container[ContainerRegistrationKeys.PG_CONNECTION];
    const limits = rateLimitsOf(rateLimitsShape.parse(options?.limits ?? {}));
    const names = Object.keys(limits) as RateLimitName[];
    this.#limiters = new Map(names.map((name) => [name, limiter(database, name, limits[name])]));
    this.#seen = limiter(database, "seen", { times: 1, seconds: SEEN_S }, true);
    this.#known = limiter(database, "known", { times: 1, seconds: KNOWN_S });
  }

  /**
   * Counts something that is about to be done.
   * @param subject of whom or what it is counted
   * @returns null when it may be done, else after how many seconds it may be tried again
   */
  async take(name: RateLimitName, subject: string, times = 1): Promise<number | null> {
    return waitOf(this.#limiter(name).consume(keyOf(subject), times));
  }

  /** As `take`, without counting. */
  async wait(name: RateLimitName, subject: string): Promise<number | null> {
    const limiter = this.#limiter(name);
    const counted = await limiter.get(keyOf(subject));
    return counted && counted.consumedPoints >= limiter.points ? secondsOf(counted) : null;
  }

  /** Takes back what was counted and turned out to be harmless. */
  async giveBack(name: RateLimitName, subject: string, times = 1): Promise<void> {
    await this.#limiter(name).reward(keyOf(subject), times);
  }

  /** Forgets what was counted of a subject. */
  async forget(name: RateLimitName, subject: string): Promise<void> {
    await this.#limiter(name).delete(keyOf(subject));
  }

  /** Whether this happens for the first time within ten minutes. */
  async isNews(subject: string): Promise<boolean> {
    return (await waitOf(this.#seen.consume(keyOf(subject)))) === null;
  }

  /** Remembers for thirty days that somebody proved who they are. */
  async remember(subject: string): Promise<void> {
    await this.#known.set(keyOf(subject), 1, KNOWN_S);
  }

  /** Whether that is remembered. */
  async isKnown(subject: string): Promise<boolean> {
    return (await this.#known.get(keyOf(subject))) !== null;
  }

  #limiter(name: RateLimitName): RateLimiterPostgres {
    const limiter = this.#limiters.get(name);
    if (!limiter) throw new Error(`there is no limit ${name}`);
    return limiter;
  }
}

/** @param sweeps whether this one also deletes expired counts of all */
function limiter(database: unknown, name: string, { times, seconds }: RateLimit, sweeps = false) {
  return new RateLimiterPostgres({
    storeClient: database,
    storeType: "knex",
    tableName: TABLE,
    tableCreated: true,
    keyPrefix: name,
    points: times,
    duration: seconds,
    clearExpiredByTimeout: sweeps,
    // Whoever is over the limit is refused without asking the database again.
    inMemoryBlockOnConsumed: times + 1,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points: times, duration: seconds }),
  });
}

function keyOf(subject: string): string {
  return createHash("sha256").update(subject).digest("base64url");
}

async function waitOf(counting: Promise<RateLimiterRes>): Promise<number | null> {
  try {
    await counting;
    return null;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return secondsOf(refused);
    throw refused;
  }
}

function secondsOf({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}
