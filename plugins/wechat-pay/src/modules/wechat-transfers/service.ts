import type { EntityManager } from "@medusajs/framework/mikro-orm/knex";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaService } from "@medusajs/framework/utils";
import type { WechatPayClient } from "../../client/wechat-pay-client";
import { standingOf } from "../../domain/transfer-progress";
import { CANCELLED_WORDS, EXPIRED_WORDS, failureWords, problemWords } from "../../domain/transfer-words";
import {
  appIdsOf,
  notifyUrls,
  openWechatPayClient,
  readWechatPayOptions,
  type WechatPayOptions,
} from "../../options";
import { WechatTransfer } from "./models/wechat-transfer";
import { WechatTransferEvent } from "./models/wechat-transfer-event";
import { findPayee } from "./payee";
import { TransferDesk } from "./transfer-desk";
import { type StoredTransfer, TransferStore } from "./transfer-store";

/** What is to be paid to whom; the number is fixed for ever. */
export interface TransferOrder {
  /** A bare ULID. */
  readonly outward_number: string;
  readonly net_fen: bigint;
  readonly real_name: string;
  readonly customer_id: string;
}

/** How far a transfer is. `confirmation` is for the receiver's page: WeChat's `requestMerchantTransfer` takes it. */
export type TransferAnswer =
  | { readonly state: "waiting"; readonly problem?: string }
  | {
      readonly state: "waiting_for_user";
      readonly confirmation: Readonly<Record<string, string>>;
      readonly confirm_by: Date;
    }
  | { readonly state: "confirmed"; readonly reference: string }
  | { readonly state: "failed" | "expired"; readonly reason: string };

/** The part of Medusa's base repository that statements of our own need. */
interface SqlRepository {
  getFreshManager(): EntityManager;
}

/**
 * Pays people into their WeChat wallet. It has the shape of a payout provider: a shop registers it by its name in
 * Medusa's container, and whoever promised the money asks `transfer` again and again until the answer is final.
 */
export class WechatTransfersService extends MedusaService({ WechatTransfer, WechatTransferEvent }) {
  readonly is_manual = false;
  readonly destination = "微信零钱";
  /** The rows, for the merchant's lists. */
  readonly transfers: TransferStore;
  private readonly client: WechatPayClient;
  private readonly desk: TransferDesk;
  private readonly app_ids: readonly string[];

  constructor(container: { baseRepository: SqlRepository }, options: WechatPayOptions) {
    super(container, options);
    const checked = readWechatPayOptions(options);
    const now = (): Date => new Date();
    const repository = container.baseRepository;
    this.transfers = new TransferStore(() => repository.getFreshManager(), now);
    this.client = openWechatPayClient(checked);
    const settings = { notify_url: notifyUrls(checked).transfers, words: checked.transfer_words };
    this.desk = new TransferDesk(this.transfers, this.client, settings, now);
    this.app_ids = [...appIdsOf(checked)];
  }

  /**
   * Starts the transfer of a number, or answers how far it is. Safe to repeat, at the same time and after a crash.
   * @param scope Medusa's container: who the customer is in WeChat is another module's knowledge
   * @throws when the number was used for another amount; nothing is sent then
   */
  async transfer(order: TransferOrder, scope: MedusaContainer): Promise<TransferAnswer> {
    const row = await this.recorded(order, scope);
    return row ? this.answerFor(await this.desk.pursue(row, order.real_name)) : PAYEE_UNKNOWN;
  }

  /** Takes a transfer back that nobody has confirmed; what became of it is said by later questions. */
  async cancel(order: TransferOrder, scope: MedusaContainer): Promise<TransferAnswer> {
    const row = await this.recorded(order, scope);
    return row ? this.answerFor(await this.takeBack(row, "receiver")) : PAYEE_UNKNOWN;
  }

  /** As {@link cancel}, by the merchant. @returns undefined when there is no such transfer */
  async cancelByMerchant(id: string): Promise<StoredTransfer | undefined> {
    const row = await this.transfers.findById(id);
    return row && (await this.takeBack(row, "merchant"));
  }

  /** Asks WeChat how a transfer is getting on. @returns undefined when the number is none of ours */
  async refresh(out_bill_no: string): Promise<StoredTransfer | undefined> {
    const row = await this.transfers.find(out_bill_no);
    return row && (await this.desk.pursue(row));
  }

  private async takeBack(row: StoredTransfer, who: "merchant" | "receiver"): Promise<StoredTransfer> {
    await this.transfers.requestCancel(row, who);
    return await this.desk.pursue((await this.transfers.findById(row.id)) ?? row);
  }

  private async recorded(order: TransferOrder, scope: MedusaContainer): Promise<StoredTransfer | undefined> {
    const { outward_number: out_bill_no, customer_id, net_fen } = order;
    const known = await this.transfers.find(out_bill_no);
    if (!known) {
      const payee = await findPayee(scope, customer_id, this.app_ids);
      if (!payee) {
        return undefined;
      }
      await this.transfers.record({ out_bill_no, customer_id, amount_fen: net_fen, ...payee });
    }
    const row = known ?? (await this.transfers.find(out_bill_no));
    if (row?.amount_fen !== net_fen) {
      throw new Error("A transfer's number was used for another amount.");
    }
    return row;
  }

  private answerFor(row: StoredTransfer): TransferAnswer {
    const { package_info, confirm_by, problem, app_id } = row;
    switch (standingOf(row)) {
      case "paid":
        return { state: "confirmed", reference: row.transfer_bill_no ?? row.out_bill_no };
      case "expired":
        return { state: "expired", reason: EXPIRED_WORDS };
      case "cancelled":
        return { state: "failed", reason: CANCELLED_WORDS };
      case "failed":
        return { state: "failed", reason: failureWords(row.fail_reason) };
      case "waiting_for_user":
        return {
          state: "waiting_for_user",
          confirmation: {
            kind: "wechat_merchant_transfer",
            mchId: this.client.mch_id,
            appId: app_id,
            package: package_info ?? "",
          },
          confirm_by: confirm_by ?? new Date(),
        };
      default:
        return problem === null ? { state: "waiting" } : { state: "waiting", problem: problemWords(problem) };
    }
  }
}

/** Nothing was recorded or sent under the number, so this is final. */
const PAYEE_UNKNOWN: TransferAnswer = { state: "failed", reason: failureWords("PAYEE_UNKNOWN") };
