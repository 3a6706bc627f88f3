import type { FaultPlan } from "../faults/fault-plan.js";
import type { PlatformKeyRing } from "../pay/platform-key-ring.js";
import type { ShareOrder, ShareReceiver, ShareReturn } from "../state/money-records.js";
import type { StateStore } from "../state/state-store.js";
import { Timers } from "../state/timers.js";
import type { ReceiverList } from "./receiver-list.js";
import type { ShareBook } from "./share-book.js";
import type { AddReceiverRequest, ReturnRequest, ShareRequest, UnfreezeRequest } from "./share-shapes.js";

/** Who and what the desk for shares works with. */
export interface ShareDeskRoom {
  store: StateStore;
  receivers: ReceiverList;
  shares: ShareBook;
  key_ring: PlatformKeyRing;
  faults: FaultPlan;
}

/** Opens encrypted names and lets shares and returns take their time. */
export class ShareDesk {
  readonly #timers = new Timers();

  constructor(private readonly room: ShareDeskRoom) {}

  /** @throws PayRefusal as WeChat would. */
  addReceiver(sealed: AddReceiverRequest, serial: string | undefined): ShareReceiver {
    const { receivers, key_ring } = this.room;
    if (sealed.name === undefined) return receivers.add(sealed);
    return receivers.add({ ...sealed, name: key_ring.open("/name", sealed.name, serial) });
  }

  /** @throws PayRefusal as WeChat would. */
  share(sealed: ShareRequest, serial: string | undefined, now: number): ShareOrder {
    const { shares, key_ring, faults } = this.room;
    const receivers = sealed.receivers.map((receiver, index) => {
      if (receiver.name === undefined) return receiver;
      return { ...receiver, name: key_ring.open(`/receivers/${index}/name`, receiver.name, serial) };
    });
    const { share, isNew } = shares.share({ ...sealed, receivers }, now, () => {
      const fault = faults.strike({
        on: "profit_sharing",
        operation: "share",
        kinds: ["closed"],
        out_trade_no: sealed.out_order_no,
      });
      return fault === undefined ? undefined : (fault.fail_reason ?? "ACCOUNT_ABNORMAL");
    });
    if (isNew) this.#watch(share);
    return share;
  }

  /** @throws PayRefusal as WeChat would. */
  unfreeze(request: UnfreezeRequest, now: number): ShareOrder {
    const { share, isNew } = this.room.shares.unfreeze(request, now);
    if (isNew) this.#watch(share);
    return share;
  }

  /** @throws PayRefusal as WeChat would. */
  takeBack(request: ReturnRequest, now: number): ShareReturn {
    const { shares, faults } = this.room;
    const { back, isNew } = shares.requestReturn(request, now, () => {
      const fault = faults.strike({
        on: "profit_sharing",
        operation: "return",
        kinds: ["return_failed"],
        out_trade_no: request.out_return_no,
      });
      return fault === undefined ? "SUCCESS" : "FAILED";
    });
    if (isNew) this.#watchReturn(back);
    return back;
  }

  /** Takes up what an earlier run left under way. */
  resume(): void {
    const { share_orders, share_returns } = this.room.store.state;
    for (const share of Object.values(share_orders)) if (share.state === "PROCESSING") this.#watch(share);
    for (const back of Object.values(share_returns))
      if (back.result === "PROCESSING") this.#watchReturn(back);
  }

  /** Stops the clockwork. */
  stop(): void {
    this.#timers.stop();
  }

  #watch(share: ShareOrder): void {
    this.#timers.at(share.settles_at, () => {
      this.room.shares.finish(share, Date.now());
      void this.room.store.saved();
    });
  }

  #watchReturn(back: ShareReturn): void {
    this.#timers.at(back.settles_at, () => {
      this.room.shares.finishReturn(back, Date.now());
      void this.room.store.saved();
    });
  }
}
