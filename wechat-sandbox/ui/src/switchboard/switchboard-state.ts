import { ref, shallowRef } from "vue";
import type { DeliveryAttempt, Fault, RandomFaults, Settings } from "../../../src/state/state";
import { call } from "../connection/call";
import { whenChanged } from "../connection/live";
import type { FaultPlace } from "./faults";

export type { Fault, Settings };

export interface TransferRow {
  out_bill_no: string;
  transfer_amount: number;
  state: string;
  fail_reason?: string;
}
export interface RefundRow {
  out_refund_no: string;
  refund: number;
  status: string;
}
export interface NotificationRow {
  id: string;
  created_at: number;
  event_type: string;
  out_trade_no: string;
  state: string;
  attempts: DeliveryAttempt[];
}

const SHOWN = 30;
const newest = <Row>(rows: Row[]): Row[] => rows.slice(-SHOWN).reverse();
const control = <Result>(method: string, path: string, body?: unknown) =>
  call<Result>(method, `/__control${path}`, body);

/** Everything that can be turned at this WeChat, as it stands. */
export function useSwitchboard() {
  const kinds = shallowRef<Partial<Record<FaultPlace, string[]>>>({});
  const faults = shallowRef<Fault[]>([]);
  const random = shallowRef<RandomFaults | null>(null);
  const settings = shallowRef<Settings>();
  const transfers = shallowRef<TransferRow[]>([]);
  const refunds = shallowRef<RefundRow[]>([]);
  const notifications = shallowRef<NotificationRow[]>([]);
  const trouble = ref("");

  async function refresh(): Promise<void> {
    const [planned, chance, knobs, moved, returned, sent] = await Promise.all([
      control<{ faults: Fault[] }>("GET", "/faults"),
      control<{ random: RandomFaults | null }>("GET", "/faults/random"),
      control<{ settings: Settings }>("GET", "/settings"),
      control<{ transfers: TransferRow[] }>("GET", "/transfers"),
      control<{ refunds: RefundRow[] }>("GET", "/refunds"),
      control<{ notifications: NotificationRow[] }>("GET", "/notifications"),
    ]);
    faults.value = planned.faults;
    random.value = chance.random;
    settings.value = knobs.settings;
    transfers.value = newest(moved.transfers);
    refunds.value = newest(returned.refunds);
    notifications.value = newest(sent.notifications);
  }

  /** Turns something and reads everything again; what goes wrong is said. */
  async function turn(method: string, path: string, body?: unknown): Promise<void> {
    trouble.value = "";
    try {
      await control(method, path, body);
      await refresh();
    } catch (error) {
      trouble.value = error instanceof Error ? error.message : String(error);
    }
  }

  async function open(): Promise<void> {
    kinds.value = (
      await control<{ kinds: Partial<Record<FaultPlace, string[]>> }>("GET", "/faults/kinds")
    ).kinds;
    await refresh();
  }

  void open();
  whenChanged("wire", () => void refresh().catch(() => undefined));
  return { kinds, faults, random, settings, transfers, refunds, notifications, trouble, turn };
}

export type Switchboard = ReturnType<typeof useSwitchboard>;
