import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import type { TransferState } from "../../src/payout-provider";
import type { Chance } from "../simulation/chance";

/** What the bank knows of a number. */
interface Order {
  net_fen: string;
  outcome: "confirmed" | "failed" | "expired";
  asked: number;
}

/** How many answers out of a hundred never arrive. */
const LOST_PERCENT = 20;

/**
 * A bank outside of the ledger's process, which lives on when that is killed. It moves money at most once under a
 * number; its answers take their time, and some are lost on the way after the money has moved.
 */
export class Bank {
  readonly orders = new Map<string, Order>();
  /** Numbers under which another amount was asked for than the first time. */
  readonly contradicted: string[] = [];
  readonly #server: Server;

  constructor(chance: Chance) {
    this.#server = createServer(async (request, response) => {
      const { number, net_fen } = JSON.parse(await text(request)) as { number: string; net_fen: string };
      const answer = this.#take(number, net_fen, chance);
      if (chance.happens(LOST_PERCENT)) request.socket.destroy();
      else response.end(JSON.stringify(answer));
    });
  }

  #take(number: string, net_fen: string, chance: Chance): TransferState {
    const outcome = chance.oneOf(["confirmed", "confirmed", "confirmed", "failed", "expired"] as const);
    const order = this.orders.get(number) ?? { net_fen, outcome, asked: 0 };
    this.orders.set(number, order);
    if (order.net_fen !== net_fen) this.contradicted.push(number);
    if (order.asked++ === 0) return { state: "waiting" };
    return order.outcome === "confirmed"
      ? { state: "confirmed", reference: `bill-${number}` }
      : { state: order.outcome, reason: "银行退回" };
  }

  /** Opens it. @returns where it is asked */
  open(): Promise<string> {
    return new Promise((tell) => {
      this.#server.listen(0, "127.0.0.1", () => {
        const address = this.#server.address();
        tell(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`);
      });
    });
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
