import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Carrier } from "../domain/carrier";
import { eventOf, stateOf, type Track } from "../domain/parcels/track";
import {
  jsonOf,
  type PushedForm,
  postForm,
  type TrackedParcel,
  TrackingFailure,
  type TrackingService,
  type VerifiedPush,
} from "./tracking-service";

/** What an account at kdniao is called with; where it pushes to is set in its console. */
export interface KdniaoAccount {
  business_id: string;
  key: string;
  base_url: string;
}

const trackShape = z.object({
  ShipperCode: z.string(),
  LogisticCode: z.string(),
  State: z.string().optional(),
  StateEx: z.string().optional(),
  Traces: z
    .array(z.object({ AcceptTime: z.string(), AcceptStation: z.string(), Action: z.string().optional() }))
    .default([]),
});
const pushShape = z.object({ EBusinessID: z.string(), Data: z.array(z.unknown()) });

/** Their numbers of the requests: asking, and following. */
const ASK = "8001";
const FOLLOW = "8008";

/** kdniao's signature: the Base64 of the hexadecimal MD5 of data and key. A form escapes it by itself. */
export const kdniaoSign = (data: string, key: string): string =>
  Buffer.from(
    createHash("md5")
      .update(data + key)
      .digest("hex"),
  ).toString("base64");

function trackOf({ ShipperCode, LogisticCode, State, StateEx, Traces }: z.infer<typeof trackShape>): Track {
  const state = stateOf("kdniao", StateEx ?? State);
  // The oldest stands first.
  const events = Traces.flatMap(({ AcceptTime, AcceptStation, Action }, index) => {
    const own = Action ? stateOf("kdniao", Action) : index === Traces.length - 1 ? state : "in_transit";
    return eventOf(AcceptTime, AcceptStation, own) ?? [];
  });
  const [carrier_code, tracking_number] = [ShipperCode, LogisticCode];
  return { carrier_code, tracking_number, state, events, is_over: state === "signed" };
}

/** kdniao (kdniao.com, «即时查询» and «轨迹订阅»): one address, the request's kind in a field, the data signed with the key. */
export class Kdniao implements TrackingService {
  readonly name = "kdniao";
  readonly #account: KdniaoAccount;

  constructor(account: KdniaoAccount) {
    this.#account = account;
  }

  codeOf({ kdniao }: Carrier): string {
    return kdniao;
  }

  async follow(parcel: TrackedParcel): Promise<void> {
    await this.#call(FOLLOW, "/api/dist", parcel);
  }

  async ask(parcel: TrackedParcel): Promise<Track | null> {
    const answer = await this.#call(ASK, "/Ebusiness/EbusinessOrderHandle.aspx", parcel);
    const read = trackShape.safeParse(answer);
    if (!read.success) throw new TrackingFailure(this.name, "unreadable");
    return read.data.Traces.length > 0 ? trackOf(read.data) : null;
  }

  readPush({ RequestData, DataSign }: PushedForm): VerifiedPush | null {
    if (typeof RequestData !== "string" || typeof DataSign !== "string") return null;
    const expected = Buffer.from(kdniaoSign(RequestData, this.#account.key));
    const given = Buffer.from(DataSign);
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
    const read = pushShape.safeParse(jsonOf(RequestData));
    if (!read.success || read.data.EBusinessID !== this.#account.business_id) return null;
    const tracks = read.data.Data.flatMap((one) => {
      const track = trackShape.safeParse(one);
      return track.success ? [trackOf(track.data)] : [];
    });
    return { tracks, evidence: RequestData, is_given_up: false };
  }

  answerPush(taken: boolean): Record<string, unknown> {
    const { business_id } = this.#account;
    return { EBusinessID: business_id, UpdateTime: new Date().toISOString(), Success: taken };
  }

  async #call(
    kind: string,
    path: string,
    { carrier_code, tracking_number, phone_tail }: TrackedParcel,
  ): Promise<Record<string, unknown>> {
    const { base_url, business_id, key } = this.#account;
    const RequestData = JSON.stringify({
      ShipperCode: carrier_code,
      LogisticCode: tracking_number,
      // SF Express tells nobody who does not know this.
      CustomerName: phone_tail,
    });
    const answer = await postForm(this.name, base_url + path, {
      ...{ RequestData, EBusinessID: business_id, RequestType: kind },
      ...{ DataSign: kdniaoSign(RequestData, key), DataType: "2" },
    });
    if (answer.Success !== true) throw new TrackingFailure(this.name, String(answer.ResultCode ?? "refused"));
    return answer;
  }
}
