import type { Knex } from "@medusajs/framework/mikro-orm/knex";

/** Medusa's database connection. */
export type Connection = Pick<Knex, "raw">;
