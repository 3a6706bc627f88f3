import { ContainerRegistrationKeys, generateEntityId } from "@medusajs/framework/utils";
import { type AdminQuestionList, QUESTION_LIMITS } from "../../domain/questions/question";

interface Queries {
  raw<Row = Record<string, unknown>>(
    sql: string,
    bindings: readonly unknown[],
  ): Promise<{ rows: Row[]; rowCount: number }>;
}

interface Database extends Queries {
  transaction<Answer>(work: (queries: Queries) => Promise<Answer>): Promise<Answer>;
}

/** A question as it is stored; `customer_id` is null once its asker has closed their account. */
export interface QuestionRow {
  id: string;
  product_id: string;
  product_title: string;
  customer_id: string | null;
  author: string;
  text: string;
  asked_at: Date;
  answer: string | null;
  answered_at: Date | null;
  hidden_at: Date | null;
}

export type NewQuestion = Pick<QuestionRow, "product_id" | "product_title" | "author" | "text"> & {
  customer_id: string;
  now: Date;
};

const STATES: Readonly<Record<NonNullable<AdminQuestionList["state"]>, string>> = {
  unanswered: `"answered_at" is null and "hidden_at" is null`,
  answered: `"answered_at" is not null and "hidden_at" is null`,
  hidden: `"hidden_at" is not null`,
};

/** Keeps what shoppers ask about products. A question is shown once the merchant has answered it. */
export class ProductQuestionsService {
  readonly #database: Database;

  constructor(container: Record<string, unknown>) {
    this.#database = container[ContainerRegistrationKeys.PG_CONNECTION] as Database;
  }

  /** Asks. @returns its id; null when too many of the asker's wait for an answer, however many come at once */
  async ask({ now, ...question }: NewQuestion): Promise<string | null> {
    const columns = { id: generateEntityId(undefined, "ques"), ...question, asked_at: now };
    const names = Object.keys(columns).map((name) => `"${name}"`);
    return this.#database.transaction(async (queries) => {
      await queries.raw("select pg_advisory_xact_lock(hashtextextended(?, 0))", [
        `mall_product_question:${question.customer_id}`,
      ]);
      const { rowCount } = await queries.raw(
        `insert into "mall_product_question" (${names.join(", ")}) select ${names.map(() => "?").join(", ")}
         where (select count(*) from "mall_product_question" where "customer_id" = ? and ${STATES.unanswered}) < ?`,
        [...Object.values(columns), question.customer_id, QUESTION_LIMITS.waiting],
      );
      return rowCount === 0 ? null : columns.id;
    });
  }

  /** Gives the merchant's answer, or another one. @returns false where there is no such question */
  async answer(id: string, text: string, by: string, now: Date): Promise<boolean> {
    const { rowCount } = await this.#database.raw(
      `update "mall_product_question" set "answer" = ?, "answered_by" = ?, "answered_at" = ? where "id" = ?`,
      [text, by, now, id],
    );
    return rowCount > 0;
  }

  /** Takes a question out of the shop, or puts it back. @returns false where there is no such question */
  async setHidden(id: string, is_hidden: boolean, by: string, now: Date): Promise<boolean> {
    const { rowCount } = await this.#database.raw(
      `update "mall_product_question" set "hidden_at" = ?, "hidden_by" = ? where "id" = ?`,
      [is_hidden ? now : null, is_hidden ? by : null, id],
    );
    return rowCount > 0;
  }

  /** A product's answered questions, newest first, behind a cursor. */
  async page(
    product_id: string,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<QuestionRow[]> {
    const { rows } = await this.#database.raw<QuestionRow>(
      `select * from "mall_product_question" where "product_id" = ? and ${STATES.answered}
       and (?::text is null or "id" < ?) order by "id" desc limit ?`,
      [product_id, cursor ?? null, cursor ?? null, limit],
    );
    return rows;
  }

  /** Questions for the merchant, newest first, behind a cursor. */
  async adminPage({ state, cursor, limit }: AdminQuestionList): Promise<QuestionRow[]> {
    const { rows } = await this.#database.raw<QuestionRow>(
      `select * from "mall_product_question" where ${state ? STATES[state] : "true"}
       and (?::text is null or "id" < ?) order by "id" desc limit ?`,
      [cursor ?? null, cursor ?? null, limit],
    );
    return rows;
  }

  /** What somebody asked, newest first. */
  async ofCustomer(customer_id: string): Promise<QuestionRow[]> {
    const { rows } = await this.#database.raw<QuestionRow>(
      `select "id", "product_id", "product_title", "author", "text", "asked_at", "answer", "answered_at"
       from "mall_product_question" where "customer_id" = ? order by "id" desc`,
      [customer_id],
    );
    return rows;
  }

  /** Parts a customer who leaves from what they asked: unanswered questions go, answered ones help others without a name. */
  async partFrom(customer_id: string): Promise<void> {
    await this.#database.raw(
      `delete from "mall_product_question" where "customer_id" = ? and "answered_at" is null`,
      [customer_id],
    );
    await this.#database.raw(
      `update "mall_product_question" set "customer_id" = null, "author" = '匿名用户' where "customer_id" = ?`,
      [customer_id],
    );
  }
}
