import type { TestShop } from "../../../../scripts/local/test-shop.mjs";
import { type Answer, call, type Shopper } from "../shopper";

/** Somebody who hears an error or nothing tries again so often, then gives up. */
const PATIENCE = 6;

/** A refund that a merchant asked for; `status` is undefined when no answer came. */
export interface AskedRefund {
  readonly payment_id: string;
  readonly fen: number;
  readonly status: number | undefined;
}

/** Where the stories happen. */
export interface Scene {
  readonly shop: TestShop;
  readonly shoppers: readonly Shopper[];
  readonly merchant: string;
  /** Every partial refund that was asked for, with its answer. */
  readonly asked: AskedRefund[];
  /** Resolves when the server answers again after it was killed. */
  serverUp(): Promise<void>;
}

/** Done, or refused for good: asking again would not help. */
export const ok = ({ status }: Answer<unknown>): true | undefined => (status < 500 ? true : undefined);

/** Does something again until it is done, as people do, also across a restart of the server. */
export async function insisting<T>(
  scene: Scene,
  once: () => Promise<T | undefined>,
  patience = PATIENCE,
): Promise<T | undefined> {
  for (let tries = 0; tries < patience; tries += 1) {
    await scene.serverUp();
    try {
      const done = await once();
      if (done !== undefined) {
        return done;
      }
    } catch (error) {
      // The server was killed under this call: a person sees a broken page and tries again.
      if (!(error instanceof TypeError || error instanceof SyntaxError)) {
        throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return undefined;
}

/** Asks the admin as its merchant does, again while the server is away or fails. */
export async function asMerchant(scene: Scene, path: string, body: unknown): Promise<void> {
  const headers = { authorization: `Bearer ${scene.merchant}` };
  await insisting(scene, async () => {
    return ok(await call(`${scene.shop.origin}/admin${path}`, { method: "POST", body, headers }));
  });
}
