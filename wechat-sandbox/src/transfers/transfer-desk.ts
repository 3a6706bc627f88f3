import type { FaultPlan } from "../faults/fault-plan.js";
import type { Notifier } from "../pay/notifier.js";
import type { PlatformKeyRing } from "../pay/platform-key-ring.js";
import type { Chats } from "../people/chats.js";
import type { Transfer } from "../state/money-records.js";
import type { Fault } from "../state/state.js";
import type { StateStore } from "../state/state-store.js";
import { Timers } from "../state/timers.js";
import { type ConfirmationRefusal, isFinal, type TransferBook } from "./transfer-book.js";
import type { TransferRequest } from "./transfer-shapes.js";
import { transferNotice } from "./transfer-views.js";

const ACCEPTED_MS = 800;

/** Who and what the transfer desk works with. */
export interface TransferDeskRoom {
  store: StateStore;
  transfers: TransferBook;
  key_ring: PlatformKeyRing;
  notifier: Notifier;
  faults: FaultPlan;
  chats: Chats;
  merchant_name: string;
}

/** Where transfers live through their states, and everybody hears of their end. */
export class TransferDesk {
  readonly #timers = new Timers();

  constructor(private readonly room: TransferDeskRoom) {}

  /**
   * Accepts a transfer.
   * @param serial the key the name was encrypted with.
   * @throws PayRefusal as WeChat would.
   */
  request(sealed: TransferRequest, serial: string | undefined, now: number): Transfer {
    const { key_ring, transfers, faults } = this.room;
    const request =
      sealed.user_name === undefined
        ? sealed
        : { ...sealed, user_name: key_ring.open("/user_name", sealed.user_name, serial) };
    const { transfer, isNew } = transfers.request(request, now);
    if (isNew) {
      const fault = faults.strike({
        on: "transfer",
        operation: "transfer",
        out_trade_no: transfer.out_bill_no,
      });
      if (fault !== undefined) this.#delayed(transfer, fault, now);
      this.#watch(transfer);
    }
    return transfer;
  }

  #delayed(transfer: Transfer, fault: Fault, now: number): void {
    switch (fault.kind) {
      case "accepted":
        transfer.state = "ACCEPTED";
        transfer.next = { at: now + (fault.delay_ms ?? ACCEPTED_MS), state: "WAIT_USER_CONFIRM" };
        break;
      case "processing":
        transfer.state = "PROCESSING";
        break;
      case "transfering":
        transfer.after_confirmation = { state: "SUCCESS", delay_ms: fault.delay_ms ?? 60_000 };
        break;
      default:
        transfer.after_confirmation = {
          state: "FAIL",
          delay_ms: fault.delay_ms ?? 0,
          fail_reason: fault.fail_reason ?? "PAYEE_ACCOUNT_ABNORMAL",
        };
    }
  }

  /** The receiver agrees: the money is on its way. */
  confirm(
    asked: { mchId: string; appId: string; package: string },
    openid: string,
    now: number,
  ): Transfer | ConfirmationRefusal {
    const { transfers, store } = this.room;
    const transfer = transfers.confirmable(asked, openid, now);
    if (typeof transfer === "string") return transfer;
    const { transfer_settle_ms } = store.state.settings;
    const end = transfer.after_confirmation ?? { state: "SUCCESS" as const, delay_ms: transfer_settle_ms };
    transfers.advance(transfer, "TRANSFERING", now);
    transfer.next = {
      at: now + end.delay_ms,
      state: end.state,
      ...("fail_reason" in end ? { fail_reason: end.fail_reason } : {}),
    };
    this.#watch(transfer);
    return transfer;
  }

  /** @throws PayRefusal when it is too late. */
  cancel(transfer: Transfer, now: number): void {
    if (!this.room.transfers.cancel(transfer, now)) return;
    transfer.next = { at: now + this.room.store.state.settings.transfer_settle_ms, state: "CANCELLED" };
    this.#watch(transfer);
  }

  /** Brings a transfer to a state by hand. False when it has reached its end. */
  settle(
    transfer: Transfer,
    state: "WAIT_USER_CONFIRM" | "SUCCESS" | "FAIL" | "CANCELLED",
    why?: string,
  ): boolean {
    if (isFinal(transfer)) return false;
    this.#arrive(transfer, state, why);
    return true;
  }

  /** The day for confirming it is over. False when it was not waiting any more. */
  expire(transfer: Transfer): boolean {
    if (isFinal(transfer) || transfer.state === "TRANSFERING" || transfer.state === "CANCELING") return false;
    transfer.expires_at = Math.min(transfer.expires_at, Date.now());
    this.#arrive(transfer, this.room.store.state.settings.transfer_expires_as, "OVERDUE_CLOSE");
    return true;
  }

  /** Takes up the transfers an earlier run left on their way. */
  resume(): void {
    for (const transfer of Object.values(this.room.store.state.transfers)) this.#watch(transfer);
  }

  /** Stops the clockwork; transfers rest where they are until the next start. */
  stop(): void {
    this.#timers.stop();
  }

  /** Waits for what comes next: the end of the present state, or of the day for confirming. */
  #watch(transfer: Transfer): void {
    if (isFinal(transfer)) return;
    const { next } = transfer;
    if (next === undefined) {
      this.#timers.at(transfer.expires_at, () => {
        if (transfer.expires_at <= Date.now() && this.expire(transfer)) void this.room.store.saved();
      });
      return;
    }
    this.#timers.at(next.at, () => {
      // Meanwhile a cancellation or the control API may have given it another course.
      if (transfer.next !== next) return;
      this.#arrive(transfer, next.state, next.fail_reason);
      this.#watch(transfer);
      void this.room.store.saved();
    });
  }

  #arrive(transfer: Transfer, state: Transfer["state"], fail_reason?: string): void {
    const { transfers, notifier, chats, merchant_name } = this.room;
    transfers.advance(transfer, state, Date.now(), fail_reason);
    if (!isFinal(transfer)) return;
    if (transfer.notify_url !== undefined) {
      notifier.announce({
        event_type: "MCHTRANSFER.BILL.FINISHED",
        summary: "商家转账单据终态通知",
        original_type: "mch_payment",
        url: transfer.notify_url,
        out_trade_no: transfer.out_bill_no,
        plaintext: transferNotice(transfer),
      });
    }
    const receiver = transfers.receiverOf(transfer);
    if (transfer.state !== "SUCCESS" || receiver === undefined) return;
    chats.send("wechat-pay", receiver, {
      kind: "payment",
      title: "转账到账通知",
      total: transfer.transfer_amount,
      merchant_name,
      description: transfer.transfer_remark,
    });
  }
}
