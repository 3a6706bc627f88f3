import { z } from "zod";
import { type PartResult, partResultOf, type Share, type ShareReturn } from "../domain/profit-sharing";
import { WechatPayError } from "./errors";
import { encryptField } from "./field-cipher";
import type { SignedRequests } from "./signed-requests";
import type { TrustedKeys } from "./trusted-keys";
import { absentIfNotFound, fenNumber, truncate, understood } from "./wire-values";

const SHARING = "/v3/profitsharing";
const DESCRIPTION_LIMIT = 80;

/** What a company is to the merchant, in WeChat's spelling. */
export const RELATIONS = ["STORE", "PARTNER", "HEADQUARTER", "BRAND", "DISTRIBUTOR", "SUPPLIER"] as const;

/** A company that may receive shares. Persons may not: what they received could not be taken back. */
export interface SharingReceiver {
  /** Its own merchant number. */
  readonly mch_id: string;
  /** Its full registered name; sent encrypted. */
  readonly name: string;
  readonly relation: (typeof RELATIONS)[number];
}

export interface ShareRequest {
  readonly transaction_id: string;
  /** One number, one share for ever. */
  readonly out_order_no: string;
  readonly parts: readonly {
    readonly mch_id: string;
    readonly amount_fen: bigint;
    readonly description: string;
  }[];
  /** Whether what is left of the order is freed at once. */
  readonly unfreeze: boolean;
}

const shareShape = z.object({
  transaction_id: z.string(),
  out_order_no: z.string(),
  order_id: z.string(),
  state: z.string(),
  receivers: z
    .array(
      z.object({
        account: z.string(),
        amount: z.int().nonnegative(),
        result: z.string(),
        fail_reason: z.string().optional(),
      }),
    )
    .default([]),
});

const returnShape = z.object({
  out_order_no: z.string().optional(),
  out_return_no: z.string(),
  return_mchid: z.string(),
  amount: z.int().positive(),
  result: z.string(),
  fail_reason: z.string().optional(),
});

/** Shares of a payment for companies (分账). The order must have been made with the mark `profit_sharing`. */
export class ProfitSharing {
  constructor(
    private readonly requests: SignedRequests,
    private readonly keys: TrustedKeys,
    private readonly app_id: string,
  ) {}

  /** Lets a company receive shares; again is harmless. */
  async addReceiver({ mch_id, name, relation }: SharingReceiver): Promise<void> {
    await this.requests.postJson(`${SHARING}/receivers/add`, {
      appid: this.app_id,
      type: "MERCHANT_ID",
      account: mch_id,
      name: await this.encrypted(name),
      relation_type: relation,
    });
  }

  /** The company receives no more shares. */
  async removeReceiver(mch_id: string): Promise<void> {
    await this.requests.postJson(`${SHARING}/receivers/delete`, {
      appid: this.app_id,
      type: "MERCHANT_ID",
      account: mch_id,
    });
  }

  /** Asks for a share. Accepted is not done: each part has a result of its own, known by {@link find} later. */
  async share(request: ShareRequest): Promise<Share> {
    const answer = await this.requests.postJson(`${SHARING}/orders`, {
      appid: this.app_id,
      transaction_id: request.transaction_id,
      out_order_no: request.out_order_no,
      receivers: request.parts.map(({ mch_id, amount_fen, description }) => ({
        type: "MERCHANT_ID",
        account: mch_id,
        amount: fenNumber(amount_fen),
        description: truncate(description, DESCRIPTION_LIMIT),
      })),
      unfreeze_unsplit: request.unfreeze,
    });
    return understood(`POST ${SHARING}/orders`, readShare(answer));
  }

  /** Frees what is left of an order, under a number of its own. */
  async unfreeze(given: {
    readonly transaction_id: string;
    readonly out_order_no: string;
    readonly description: string;
  }): Promise<Share> {
    const description = truncate(given.description, DESCRIPTION_LIMIT);
    const answer = await this.requests.postJson(`${SHARING}/orders/unfreeze`, { ...given, description });
    return understood(`POST ${SHARING}/orders/unfreeze`, readShare(answer));
  }

  /** Asks about a share or an unfreezing. @returns undefined when WeChat does not know the number */
  async find(out_order_no: string, transaction_id: string): Promise<Share | undefined> {
    const path = `${SHARING}/orders/${encodeURIComponent(out_order_no)}?transaction_id=${encodeURIComponent(transaction_id)}`;
    const answer = await absentIfNotFound(this.requests.getJson(path));
    return answer === undefined ? undefined : understood(`GET ${SHARING}/orders/…`, readShare(answer));
  }

  /** How much of an order may still be shared, in fen. */
  async remaining(transaction_id: string): Promise<bigint> {
    const path = `${SHARING}/transactions/${encodeURIComponent(transaction_id)}/amounts`;
    const shape = z.object({ unsplit_amount: z.int().nonnegative() });
    const read = shape.safeParse(await this.requests.getJson(path)).data;
    return BigInt(understood(`GET ${SHARING}/transactions/…/amounts`, read).unsplit_amount);
  }

  /** Asks a company's share back, whole or in part. */
  async takeBack(given: {
    readonly out_order_no: string;
    readonly out_return_no: string;
    readonly mch_id: string;
    readonly amount_fen: bigint;
    readonly description: string;
  }): Promise<ShareReturn> {
    const answer = await this.requests.postJson(`${SHARING}/return-orders`, {
      out_order_no: given.out_order_no,
      out_return_no: given.out_return_no,
      return_mchid: given.mch_id,
      amount: fenNumber(given.amount_fen),
      description: truncate(given.description, DESCRIPTION_LIMIT),
    });
    return understood(`POST ${SHARING}/return-orders`, readReturn(answer));
  }

  /** Asks about a return. @returns undefined when WeChat does not know the number */
  async findReturn(out_return_no: string, out_order_no: string): Promise<ShareReturn | undefined> {
    const path = `${SHARING}/return-orders/${encodeURIComponent(out_return_no)}?out_order_no=${encodeURIComponent(out_order_no)}`;
    const answer = await absentIfNotFound(this.requests.getJson(path));
    return answer === undefined
      ? undefined
      : understood(`GET ${SHARING}/return-orders/…`, readReturn(answer));
  }

  private async encrypted(text: string): Promise<string> {
    await this.keys.ready();
    const key = this.keys.preferred();
    if (!key) {
      throw new WechatPayError({ failure: "unreachable", operation: `POST ${SHARING}`, reason: "no_key" });
    }
    return encryptField(text, key.key);
  }
}

function readShare(given: unknown): Share | undefined {
  const { data } = shareShape.safeParse(given);
  return (
    data && {
      transaction_id: data.transaction_id,
      out_order_no: data.out_order_no,
      wechat_id: data.order_id,
      is_finished: data.state === "FINISHED",
      parts: data.receivers.map(({ account, amount, result, fail_reason }) => ({
        mch_id: account,
        amount_fen: BigInt(amount),
        result: partResultOf(result),
        fail_reason: fail_reason || undefined,
      })),
    }
  );
}

function readReturn(given: unknown): ShareReturn | undefined {
  const { data } = returnShape.safeParse(given);
  return (
    data && {
      out_return_no: data.out_return_no,
      mch_id: data.return_mchid,
      amount_fen: BigInt(data.amount),
      result: returnResultOf(data.result),
      fail_reason: data.fail_reason || undefined,
    }
  );
}

function returnResultOf(text: string): PartResult {
  return text === "FAILED" ? "CLOSED" : partResultOf(text);
}
