import { createHash, createHmac, timingSafeEqual } from "node:crypto";
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

/** What an account at kuaidi100 is called with; `callback_url` is where it pushes to. */
export interface Kuaidi100Account {
  customer: string;
  key: string;
  base_url: string;
  callback_url: string;
}

const dataShape = z.object({
  time: z.string().optional(),
  ftime: z.string().optional(),
  context: z.string(),
  statusCode: z.string().optional(),
});
const resultShape = z.object({
  com: z.string(),
  nu: z.string(),
  state: z.string().optional(),
  ischeck: z.string().optional(),
  data: z.array(dataShape).default([]),
});
const pushShape = z.object({ status: z.string(), message: z.string().optional(), lastResult: resultShape });

/** The number was subscribed before: that is what was wanted. */
const FOLLOWED_ALREADY = "501";
/** Nobody has heard of the number yet. */
const UNHEARD_OF = "500";
/** What it tells with `resultv2=4`: each event's own state. */
const WITH_STATES = "4";

/** A hash as kuaidi100 writes it. */
export const md5 = (text: string): string => createHash("md5").update(text).digest("hex").toUpperCase();

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function trackOf({ com, nu, state, ischeck, data }: z.infer<typeof resultShape>): Track {
  const now = stateOf("kuaidi100", state);
  const events = data.flatMap(({ time, ftime, context, statusCode }, index) => {
    // The newest stands first; without states of their own the others were on their way.
    const own = statusCode ? stateOf("kuaidi100", statusCode) : index === 0 ? now : "in_transit";
    return eventOf(ftime ?? time, context, own) ?? [];
  });
  return { carrier_code: com, tracking_number: nu, state: now, events, is_over: ischeck === "1" };
}

/**
 * kuaidi100 (api.kuaidi100.com, «快递信息推送服务» and «实时快递查询»): a subscription names where to push and a salt; each push
 * is signed with that salt. The salt follows from the account's key and the parcel, so that nothing has to be kept.
 */
export class Kuaidi100 implements TrackingService {
  readonly name = "kuaidi100";
  readonly #account: Kuaidi100Account;

  constructor(account: Kuaidi100Account) {
    this.#account = account;
  }

  codeOf({ kuaidi100 }: Carrier): string {
    return kuaidi100;
  }

  async follow({ carrier_code, tracking_number, phone_tail }: TrackedParcel): Promise<void> {
    const { base_url, callback_url, key } = this.#account;
    const salt = this.#saltOf(carrier_code, tracking_number);
    const parameters = { callbackurl: callback_url, salt, resultv2: WITH_STATES, phone: phone_tail };
    const param = JSON.stringify({ company: carrier_code, number: tracking_number, key, parameters });
    const answer = await postForm(this.name, `${base_url}/poll`, { schema: "json", param });
    const code = String(answer.returnCode);
    if (answer.result !== true && code !== FOLLOWED_ALREADY) throw new TrackingFailure(this.name, code);
  }

  async ask({ carrier_code, tracking_number, phone_tail }: TrackedParcel): Promise<Track | null> {
    const { base_url, customer, key } = this.#account;
    const wanted = { com: carrier_code, num: tracking_number, phone: phone_tail, resultv2: WITH_STATES };
    const param = JSON.stringify(wanted);
    const sign = md5(param + key + customer);
    const answer = await postForm(this.name, `${base_url}/poll/query.do`, { customer, sign, param });
    if (answer.result === false) {
      if (answer.returnCode === UNHEARD_OF) return null;
      throw new TrackingFailure(this.name, String(answer.returnCode));
    }
    const read = resultShape.safeParse(answer);
    if (!read.success) throw new TrackingFailure(this.name, "unreadable");
    return trackOf(read.data);
  }

  readPush({ param, sign }: PushedForm): VerifiedPush | null {
    if (typeof param !== "string" || typeof sign !== "string") return null;
    const read = pushShape.safeParse(jsonOf(param));
    if (!read.success) return null;
    const { status, lastResult } = read.data;
    const salt = this.#saltOf(lastResult.com, lastResult.nu);
    if (!isSame(md5(param + salt), sign.toUpperCase())) return null;
    const track = trackOf(lastResult);
    return {
      tracks: [{ ...track, is_over: track.is_over || status === "shutdown" }],
      evidence: param,
      is_given_up: status === "abort",
    };
  }

  answerPush(taken: boolean): Record<string, unknown> {
    return taken
      ? { result: true, returnCode: "200", message: "成功" }
      : { result: false, returnCode: "500", message: "签名错误" };
  }

  #saltOf(carrier_code: string, tracking_number: string): string {
    const parcel = `${carrier_code}:${tracking_number}`;
    return createHmac("sha256", this.#account.key).update(parcel).digest("hex").slice(0, 32);
  }
}
