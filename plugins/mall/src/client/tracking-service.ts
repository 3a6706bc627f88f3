import type { Carrier } from "../domain/carrier";
import type { Track } from "../domain/parcels/track";

/** A parcel as a tracking service is asked about it. */
export interface TrackedParcel {
  /** The service's name of the carrier. */
  carrier_code: string;
  tracking_number: string;
  /** The last four digits of the recipient's telephone: some carriers tell nobody else. */
  phone_tail: string;
}

/** What a service calls itself with, in a form. */
export type PushedForm = Readonly<Record<string, unknown>>;

/** A push whose signature was right. */
export interface VerifiedPush {
  /** What it says of parcels; those that cannot be read are left out. */
  tracks: Track[];
  /** What was signed, byte for byte. */
  evidence: string;
  /** Whether the service gave a parcel up and must be asked to follow it again. */
  is_given_up: boolean;
}

/**
 * Somebody who knows where parcels are. Whoever implements it speaks the service's own protocol; addresses and keys are
 * configuration.
 */
export interface TrackingService {
  readonly name: "kuaidi100" | "kdniao";
  /** The service's name of a carrier. */
  codeOf: (carrier: Carrier) => string;
  /** Has the service follow a parcel and push what it hears. @throws {TrackingFailure} */
  follow: (parcel: TrackedParcel) => Promise<void>;
  /** Asks where a parcel is; null when the service has not heard of it yet. @throws {TrackingFailure} */
  ask: (parcel: TrackedParcel) => Promise<Track | null>;
  /** Reads a push; null when it is not the service's own. */
  readPush: (form: PushedForm) => VerifiedPush | null;
  /** What a push is answered with. */
  answerPush: (taken: boolean) => Record<string, unknown>;
}

/** A call that a tracking service refused or did not answer; no parcel's number and no key is in it. */
export class TrackingFailure extends Error {
  constructor(
    readonly service: string,
    /** The service's own code, or `unreachable`. */
    readonly code: string,
  ) {
    super(`${service} answered ${code}`);
  }
}

const TIMEOUT_MS = 8_000;

/** Posts a form and reads JSON. @throws {TrackingFailure} `unreachable`, `http_<status>`, `unreadable` */
export async function postForm(
  service: string,
  url: string,
  form: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => null);
  if (!answer) throw new TrackingFailure(service, "unreachable");
  if (!answer.ok) throw new TrackingFailure(service, `http_${answer.status}`);
  const body: unknown = await answer.json().catch(() => null);
  if (typeof body !== "object" || body === null) throw new TrackingFailure(service, "unreadable");
  return body as Record<string, unknown>;
}

/** What a text says in JSON; undefined when it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
