import { generateEntityId } from "@medusajs/framework/utils";
import type { Connection } from "./database";

/** What an order is linked to, by Medusa's own link tables. */
export interface LinkedIds {
  order_id: string;
  cart_id: string;
  promotion_ids: readonly string[];
  /** None for an order of zero. */
  payment_collection_id: string | null;
}

/** Medusa's tables of links: the prefix of their ids, and their two columns. */
const TABLES = {
  order_cart: ["ordercart", "order_id", "cart_id"],
  order_promotion: ["orderpromo", "order_id", "promotion_id"],
  cart_promotion: ["cartpromo", "cart_id", "promotion_id"],
  order_payment_collection: ["ordpay", "order_id", "payment_collection_id"],
  cart_payment_collection: ["capaycol", "cart_id", "payment_collection_id"],
} as const;

type Table = keyof typeof TABLES;

/** Writes all links of an order together; Medusa's link modules take four statements for each. */
export class OrderLinks {
  constructor(readonly connection: Connection) {}

  async write(linked: LinkedIds): Promise<void> {
    const { order_id, cart_id, promotion_ids, payment_collection_id: payment } = linked;
    const rows: readonly (readonly [Table, string, string])[] = [
      ["order_cart", order_id, cart_id],
      ...promotion_ids.flatMap((id) => [
        ["order_promotion", order_id, id] as const,
        ["cart_promotion", cart_id, id] as const,
      ]),
      ...(payment
        ? [
            ["order_payment_collection", order_id, payment] as const,
            ["cart_payment_collection", cart_id, payment] as const,
          ]
        : []),
    ];
    const inserts = rows.map(([table], index) => {
      const [, first, second] = TABLES[table];
      return `w${index} as (insert into "${table}" ("id", "${first}", "${second}") values (?, ?, ?))`;
    });
    const values = rows.flatMap(([table, one, other]) => [
      generateEntityId(undefined, TABLES[table][0]),
      one,
      other,
    ]);
    await this.connection.raw(`with ${inserts.join(", ")} select 1`, values);
  }

  /** Removes the links of an order and its cart. */
  async remove({ order_id, cart_id }: Pick<LinkedIds, "order_id" | "cart_id">): Promise<void> {
    const of = (table: Table) => {
      const [, column] = TABLES[table];
      return {
        sql: `delete from "${table}" where "${column}" = ?`,
        id: column === "cart_id" ? cart_id : order_id,
      };
    };
    const deletes = (Object.keys(TABLES) as Table[]).map(of);
    const steps = deletes.map(({ sql }, index) => `w${index} as (${sql})`);
    await this.connection.raw(
      `with ${steps.join(", ")} select 1`,
      deletes.map(({ id }) => id),
    );
  }
}
