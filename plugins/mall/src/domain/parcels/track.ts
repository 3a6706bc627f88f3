/** Where a parcel is. */
export const PARCEL_STATES = [
  "collected",
  "in_transit",
  "delivering",
  "signed",
  "problem",
  "returned",
] as const;

export type ParcelState = (typeof PARCEL_STATES)[number];

/** A carrier's word about a parcel. */
export interface TrackEvent {
  /** When the carrier says it happened. */
  at: Date;
  text: string;
  state: ParcelState;
}

/** What a tracking service knows of a parcel. */
export interface Track {
  /** The service's name of the carrier. */
  carrier_code: string;
  tracking_number: string;
  state: ParcelState;
  events: TrackEvent[];
  /** The service tells no more of it: it was signed for, or nobody has heard of it for long. */
  is_over: boolean;
}

/** kuaidi100's states (api.kuaidi100.com, «快递状态»): the first digit of the detailed ones says as much. */
const KUAIDI100: Readonly<Record<string, ParcelState>> = {
  "0": "in_transit",
  "1": "collected",
  "2": "problem",
  "3": "signed",
  "4": "returned",
  "5": "delivering",
  "6": "returned",
  "7": "in_transit",
  "8": "in_transit",
  "14": "returned",
};

/** kdniao's states («轨迹状态»): 1 collected, 2 on the way, 3 signed, 4 a problem, 5 passed on, 6 customs. */
const KDNIAO: Readonly<Record<string, ParcelState>> = {
  "0": "in_transit",
  "1": "collected",
  "2": "in_transit",
  "202": "delivering",
  "3": "signed",
  "4": "problem",
  "5": "in_transit",
  "6": "in_transit",
};

/** A service's number of a state; numbers it will invent are on their way. */
export function stateOf(service: "kuaidi100" | "kdniao", code: string | undefined): ParcelState {
  const states = service === "kuaidi100" ? KUAIDI100 : KDNIAO;
  const known = states[code ?? ""] ?? states[(code ?? "").slice(0, 1)];
  // kuaidi100's 10 to 13 are customs, not collection.
  if (service === "kuaidi100" && /^1[0-3]$/.test(code ?? "")) return "in_transit";
  return known ?? "in_transit";
}

const CLOCK = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/;

/** A carrier's clock is Shanghai's: `"2026-11-30 09:05:00"`; null for what is no time. */
export function carrierTime(text: unknown): Date | null {
  const match = typeof text === "string" ? CLOCK.exec(text.trim()) : null;
  if (!match) return null;
  const [, year, month, day, hour, minute, second = "00"] = match;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** As much of a carrier's sentence as is kept. */
const LONGEST_TEXT = 500;

/** An event, if it says something at some time. */
export function eventOf(at: unknown, text: unknown, state: ParcelState): TrackEvent | null {
  const moment = carrierTime(at);
  const words = typeof text === "string" ? text.replaceAll("\u0000", "").trim().slice(0, LONGEST_TEXT) : "";
  return moment && words ? { at: moment, text: words, state } : null;
}

/** When a number was signed for, as its events say; now, when it is and they do not say when. */
export function signingsOf({ state, events }: Pick<Track, "state" | "events">, now: Date): Date[] {
  const signings = events.filter((event) => event.state === "signed").map(({ at }) => at);
  return state === "signed" && signings.length === 0 ? [now] : signings;
}
