import { ContainerRegistrationKeys, generateEntityId } from "@medusajs/framework/utils";
import type { AdminReviewList, HidingReason, ReviewKind, StarCounts } from "../../domain/reviews/review";

interface Queries {
  raw<Row = Record<string, unknown>>(
    sql: string,
    bindings: readonly unknown[],
  ): Promise<{ rows: Row[]; rowCount: number }>;
}

interface Database extends Queries {
  transaction<Answer>(work: (queries: Queries) => Promise<Answer>): Promise<Answer>;
}

/** A review as it is stored; `pictures` are the addresses in their order. */
export interface ReviewRow {
  id: string;
  order_id: string;
  order_line_id: string;
  product_id: string;
  product_title: string;
  variant_title: string;
  customer_id: string | null;
  author: string;
  is_anonymous: boolean;
  stars: number;
  text: string;
  created_at: Date;
  added_text: string | null;
  added_at: Date | null;
  answer: string | null;
  answered_at: Date | null;
  hidden_reason: HidingReason | null;
  hidden_at: Date | null;
  pictures: string[];
}

/** A review that is being written; its pictures are the buyer's own, for this order, and in no other review. */
export type NewReview = Pick<
  ReviewRow,
  | "order_id"
  | "order_line_id"
  | "product_id"
  | "product_title"
  | "variant_title"
  | "author"
  | "is_anonymous"
  | "stars"
  | "text"
> & { customer_id: string; picture_ids: readonly string[]; now: Date };

/** A picture on its way into a review. */
export interface WaitingPicture {
  order_id: string;
  customer_id: string;
  file_id: string;
  url: string;
}

/** What a product's reviews are, counted. */
export interface ReviewCounts {
  stars: StarCounts;
  pictures: number;
  added: number;
}

const COLUMNS = `r.*, (select coalesce(jsonb_agg(p."url" order by p."position"), '[]')
  from "mall_review_picture" p where p."review_id" = r."id") as "pictures"`;

const HAS_PICTURES = `exists (select 1 from "mall_review_picture" p where p."review_id" = r."id")`;

const KINDS: Readonly<Record<ReviewKind, string>> = {
  all: "true",
  pictures: HAS_PICTURES,
  added: `r."added_at" is not null`,
  good: `r."stars" >= 4`,
  medium: `r."stars" = 3`,
  bad: `r."stars" <= 2`,
};

const STATES: Readonly<Record<NonNullable<AdminReviewList["state"]>, string>> = {
  unanswered: `r."answered_at" is null and r."hidden_at" is null`,
  answered: `r."answered_at" is not null and r."hidden_at" is null`,
  hidden: `r."hidden_at" is not null`,
};

/** Keeps what buyers say about products: one review of a line of an order, one addition, one answer of the merchant. */
export class ReviewsService {
  readonly #database: Database;

  constructor(container: Record<string, unknown>) {
    this.#database = container[ContainerRegistrationKeys.PG_CONNECTION] as Database;
  }

  /**
   * Writes a review and takes its pictures up, or nothing.
   * @returns its id; `exists` when the line has one, `picture_unknown` when a picture is not the buyer's to use
   */
  async write(review: NewReview): Promise<{ id: string } | "exists" | "picture_unknown"> {
    const id = generateEntityId(undefined, "rev");
    const { picture_ids, now, ...row } = review;
    const columns = { id, ...row, created_at: now };
    const names = Object.keys(columns).map((name) => `"${name}"`);
    const places = names.map(() => "?").join(", ");
    const outcome = await this.#database
      .transaction(async (queries) => {
        const { rowCount } = await queries.raw(
          `insert into "mall_review" (${names}) values (${places}) on conflict ("order_line_id") do nothing`,
          Object.values(columns),
        );
        if (rowCount === 0) return "exists";
        const taken = await queries.raw(
          `update "mall_review_picture" set "review_id" = ?, "position" = array_position(?::text[], "id")
           where "id" = any(?::text[]) and "customer_id" = ? and "order_id" = ? and "review_id" is null`,
          [id, picture_ids, picture_ids, row.customer_id, row.order_id],
        );
        if (taken.rowCount !== picture_ids.length) throw new PictureUnknown();
        return { id };
      })
      .catch((error: unknown) => {
        if (error instanceof PictureUnknown) return "picture_unknown" as const;
        throw error;
      });
    return outcome as { id: string } | "exists" | "picture_unknown";
  }

  /** Keeps a picture until a review takes it up. @returns null when the buyer has `most` waiting already */
  async addPicture(
    { order_id, customer_id, file_id, url }: WaitingPicture,
    most: number,
    now: Date,
  ): Promise<{ id: string; url: string } | null> {
    const id = generateEntityId(undefined, "revp");
    return this.#database.transaction(async (queries) => {
      // One after the other, or several at once would all find room.
      await queries.raw("select pg_advisory_xact_lock(hashtextextended(?, 0))", [
        `mall_review_picture:${customer_id}`,
      ]);
      const { rowCount } = await queries.raw(
        `insert into "mall_review_picture" ("id", "order_id", "customer_id", "file_id", "url", "created_at")
         select ?, ?, ?, ?, ?, ? where (select count(*) from "mall_review_picture"
           where "customer_id" = ? and "review_id" is null) < ?`,
        [id, order_id, customer_id, file_id, url, now, customer_id, most],
      );
      return rowCount === 0 ? null : { id, url };
    });
  }

  /** Removes pictures that no review took up in time. @returns their files */
  async forgetPictures(before: Date): Promise<string[]> {
    const { rows } = await this.#database.raw<{ file_id: string }>(
      `delete from "mall_review_picture" where "review_id" is null and "created_at" < ? returning "file_id"`,
      [before],
    );
    return rows.map(({ file_id }) => file_id);
  }

  /** Adds to a review what its buyer found out later. @returns false when something was added meanwhile */
  async add(id: string, text: string, now: Date): Promise<boolean> {
    const { rowCount } = await this.#database.raw(
      `update "mall_review" set "added_text" = ?, "added_at" = ? where "id" = ? and "added_at" is null`,
      [text, now, id],
    );
    return rowCount > 0;
  }

  /** Gives the merchant's answer, or another one. @returns false where there is no such review */
  async answer(id: string, text: string, by: string, now: Date): Promise<boolean> {
    const { rowCount } = await this.#database.raw(
      `update "mall_review" set "answer" = ?, "answered_by" = ?, "answered_at" = ? where "id" = ?`,
      [text, by, now, id],
    );
    return rowCount > 0;
  }

  /** Takes a review out of the shop, or shows it again with `reason` null. @returns the review; null where there is none */
  async hide(id: string, reason: HidingReason | null, by: string, now: Date): Promise<ReviewRow | null> {
    const at = reason === null ? null : now;
    const { rows } = await this.#database.raw<ReviewRow>(
      `update "mall_review" r set "hidden_reason" = ?, "hidden_by" = ?, "hidden_at" = ? where r."id" = ? returning ${COLUMNS}`,
      [reason, by, at, id],
    );
    return rows[0] ?? null;
  }

  /** A review of somebody's own; null for anybody else's. */
  async findOwn(id: string, customer_id: string): Promise<ReviewRow | null> {
    const { rows } = await this.#database.raw<ReviewRow>(
      `select ${COLUMNS} from "mall_review" r where r."id" = ? and r."customer_id" = ?`,
      [id, customer_id],
    );
    return rows[0] ?? null;
  }

  /** The reviews of an order's lines. */
  async ofOrder(order_id: string): Promise<ReviewRow[]> {
    const { rows } = await this.#database.raw<ReviewRow>(
      `select ${COLUMNS} from "mall_review" r where r."order_id" = ? order by r."id"`,
      [order_id],
    );
    return rows;
  }

  /** What somebody said, the latest first. */
  async ofCustomer(customer_id: string): Promise<ReviewRow[]> {
    const { rows } = await this.#database.raw<ReviewRow>(
      `select ${COLUMNS} from "mall_review" r where r."customer_id" = ? order by r."id" desc`,
      [customer_id],
    );
    return rows;
  }

  /** A product's shown reviews, newest first, behind `cursor`. */
  async page(
    product_id: string,
    { kind, cursor, limit }: { kind: ReviewKind; cursor?: string | undefined; limit: number },
  ): Promise<ReviewRow[]> {
    const { rows } = await this.#database.raw<ReviewRow>(
      `select ${COLUMNS} from "mall_review" r where r."product_id" = ? and r."hidden_at" is null and ${KINDS[kind]}
       and (?::text is null or r."id" < ?) order by r."id" desc limit ?`,
      [product_id, cursor ?? null, cursor ?? null, limit],
    );
    return rows;
  }

  /** Reviews for the merchant, newest first, behind a cursor. */
  async adminPage({ state, stars, product_id, cursor, limit }: AdminReviewList): Promise<ReviewRow[]> {
    const { rows } = await this.#database.raw<ReviewRow>(
      `select ${COLUMNS} from "mall_review" r where ${state ? STATES[state] : "true"}
       and (?::int is null or r."stars" = ?) and (?::text is null or r."product_id" = ?)
       and (?::text is null or r."id" < ?) order by r."id" desc limit ?`,
      [
        stars ?? null,
        stars ?? null,
        product_id ?? null,
        product_id ?? null,
        cursor ?? null,
        cursor ?? null,
        limit,
      ],
    );
    return rows;
  }

  /** How a product's shown reviews are spread. */
  async counts(product_id: string): Promise<ReviewCounts> {
    const { rows } = await this.#database.raw<{
      stars: number;
      count: number;
      pictures: number;
      added: number;
    }>(
      `select r."stars", count(*)::int as "count", count(*) filter (where ${HAS_PICTURES})::int as "pictures",
         count(r."added_at")::int as "added" from "mall_review" r
       where r."product_id" = ? and r."hidden_at" is null group by 1`,
      [product_id],
    );
    const of = (stars: number) => rows.find((row) => row.stars === stars)?.count ?? 0;
    const sum = (key: "pictures" | "added") => rows.reduce((total, row) => total + row[key], 0);
    return { stars: [of(1), of(2), of(3), of(4), of(5)], pictures: sum("pictures"), added: sum("added") };
  }

  /** The stars of several products' shown reviews; products without any are left out. */
  async starsOf(product_ids: readonly string[]): Promise<ReadonlyMap<string, StarCounts>> {
    const { rows } = await this.#database.raw<{ product_id: string; counts: StarCounts }>(
      `select r."product_id", array[${[1, 2, 3, 4, 5]
        .map((stars) => `count(*) filter (where r."stars" = ${stars})::int`)
        .join(", ")}] as "counts" from "mall_review" r
       where r."product_id" = any(?::text[]) and r."hidden_at" is null group by 1`,
      [product_ids],
    );
    return new Map(rows.map(({ product_id, counts }) => [product_id, counts]));
  }

  /**
   * Parts a customer who leaves from what they said: the words stay, as the law has it, without name and pictures.
   * @returns the files of their pictures
   */
  async partFrom(customer_id: string): Promise<string[]> {
    return this.#database.transaction(async (queries) => {
      const { rows } = await queries.raw<{ file_id: string }>(
        `delete from "mall_review_picture" where "customer_id" = ? returning "file_id"`,
        [customer_id],
      );
      await queries.raw(
        `update "mall_review" set "customer_id" = null, "author" = '匿名用户', "is_anonymous" = true where "customer_id" = ?`,
        [customer_id],
      );
      return rows.map(({ file_id }) => file_id);
    });
  }
}

class PictureUnknown extends Error {}
