import type { Connection } from "./database";

/** Pieces of a variant that are wanted for a line of an order. */
export interface WantedPieces {
  line_item_id: string;
  variant_id: string;
  quantity: number;
}

/** A line for which there is not enough. */
export interface Shortage {
  variant_id: string;
}

/** What `mall_claim_stock` raises when a line cannot be had. */
const SHORT = "MS001";

/**
 * Holds stock for orders. The rows of stock are locked and looked at in the statement that writes, so that two servers
 * sell exactly what there is, whatever lock their processes share.
 */
export class StockClaims {
  constructor(readonly connection: Connection) {}

  /**
   * Holds all pieces, or none.
   * @param claim whom they are held for: what is held can be found by it as long as there is no order
   */
  async claim(
    claim: string,
    sales_channel_id: string,
    wanted: readonly WantedPieces[],
  ): Promise<{ reservation_ids: string[] } | Shortage> {
    try {
      const { rows } = (await this.connection.raw(`select mall_claim_stock(?, ?, ?::jsonb) as "id"`, [
        claim,
        sales_channel_id,
        JSON.stringify(wanted),
      ])) as { rows: { id: string }[] };
      return { reservation_ids: rows.map(({ id }) => id) };
    } catch (error) {
      const { code, detail } = error as { code?: string; detail?: string };
      if (code !== SHORT) throw error;
      return { variant_id: detail ?? "" };
    }
  }

  /** Lets go of all that is held for a claim. */
  async release(claim: string): Promise<void> {
    await this.connection.raw(`select mall_release_stock(?)`, [claim]);
  }
}
