import { WechatPayError } from "../../client/errors";
import type { WechatPayClient } from "../../client/wechat-pay-client";
import type { Transfer } from "../../domain/transfer";
import { carriesName, disagreesWith, endsByRefusal, nextStep } from "../../domain/transfer-progress";
import type { StoredTransfer, TransferStore } from "./transfer-store";

/** What the receiver and WeChat read about every transfer of the shop's. */
export interface TransferWords {
  readonly remark: string;
  readonly position: string;
  readonly reward: string;
}

/** After taking a transfer back, one more look tells what became of it. */
const LOOKS = 2;

/**
 * Brings one transfer forward. WeChat is asked about the number before anything is sent under it, nothing is believed
 * but its own signed answers, and however many do this at once, the number makes it one transfer.
 */
export class TransferDesk {
  constructor(
    private readonly store: TransferStore,
    private readonly client: WechatPayClient,
    private readonly settings: { readonly notify_url: string; readonly words: TransferWords },
    private readonly now: () => Date,
  ) {}

  /**
   * Does what is next and answers how it stands then.
   * @param real_name the receiver's, without which nothing can be submitted
   */
  async pursue(row: StoredTransfer, real_name?: string): Promise<StoredTransfer> {
    let current = row;
    try {
      for (let look = 0; look < LOOKS && current.ended_at === null; look += 1) {
        const done = await this.step(current, real_name);
        current = await this.again(current);
        if (done !== "cancel") {
          break;
        }
      }
    } catch (error) {
      if (!(error instanceof WechatPayError)) {
        throw error;
      }
      await this.store.trouble(current, error.outcome_unknown ? "UNREACHABLE" : codeOf(error));
    }
    return await this.again(current);
  }

  private async step(row: StoredTransfer, real_name: string | undefined): Promise<string> {
    const report = await this.client.transfers.findByOutBillNo(row.out_bill_no);
    if (report && !(await this.take(row, report))) {
      return "none";
    }
    const seen = report ? await this.again(row) : row;
    const step = seen.ended_at === null ? nextStep(seen, report, this.now()) : "none";
    switch (step) {
      case "submit":
        await this.submit(seen, real_name);
        break;
      case "cancel":
        await this.takeBack(seen);
        break;
      case "give_up":
        await this.store.end(seen, "CANCELLED", null);
        break;
      case "lost":
        await this.store.trouble(seen, "LOST");
        break;
      default:
    }
    return step;
  }

  /** Refused, it was confirmed in between: the next look tells. */
  private async takeBack(row: StoredTransfer): Promise<void> {
    try {
      await this.client.transfers.cancel(row.out_bill_no);
    } catch (error) {
      if (!(error instanceof WechatPayError) || error.outcome_unknown) {
        throw error;
      }
    }
  }

  /** Takes over an answer, unless it speaks of other money than what was promised. */
  private async take(row: StoredTransfer, report: Transfer): Promise<boolean> {
    const expected = { amount_fen: row.amount_fen, mch_id: this.client.mch_id };
    if (disagreesWith(report, expected)) {
      await this.store.trouble(row, "DISAGREES");
      return false;
    }
    await this.store.hear(row, report);
    return true;
  }

  private async submit(row: StoredTransfer, real_name: string | undefined): Promise<void> {
    const at = this.now();
    if (real_name === undefined || !(await this.store.claim(row, at))) {
      return;
    }
    try {
      const report = await this.client.transfers.create({
        out_bill_no: row.out_bill_no,
        app_id: row.app_id,
        openid: row.openid,
        amount_fen: row.amount_fen,
        ...this.settings.words,
        ...(carriesName(row.amount_fen) ? { user_name: real_name } : {}),
        notify_url: this.settings.notify_url,
      });
      await this.take(row, report);
      await this.store.settleClaim(row, at);
    } catch (error) {
      if (!(error instanceof WechatPayError) || error.outcome_unknown) {
        throw error;
      }
      await this.refused(row, error, at);
    }
  }

  /** A refusal is unsigned, so what counts is whether WeChat knows the number now. */
  private async refused(row: StoredTransfer, error: WechatPayError, at: Date): Promise<void> {
    const report = await this.client.transfers.findByOutBillNo(row.out_bill_no);
    await this.store.settleClaim(row, at);
    if (report) {
      await this.take(row, report);
    } else if (endsByRefusal(error.code, row.unsure_at, this.now())) {
      await this.store.end(row, "FAIL", "REFUSED");
    } else {
      await this.store.trouble(row, codeOf(error));
    }
  }

  private async again(row: StoredTransfer): Promise<StoredTransfer> {
    return (await this.store.findById(row.id)) ?? row;
  }
}

function codeOf(error: WechatPayError): string {
  return error.code ?? String(error.status ?? "UNREACHABLE");
}
