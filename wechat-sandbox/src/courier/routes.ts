import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { ControlRefusal, type Serve } from "../control/serve.js";
import { type CourierAccount, courierHash } from "./courier-account.js";
import type { CourierParcel, ParcelBook } from "./parcel-book.js";

/** The courier: its account, and the parcels it carries. */
export interface CourierDependencies {
  courier_account: CourierAccount;
  parcel_book: ParcelBook;
}

/** A form's field of JSON. */
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "is no JSON" });
    return z.NEVER;
  }
});

const subscription = z.object({
  schema: z.literal("json"),
  param: json.pipe(
    z.object({
      company: z.string().regex(/^[a-z0-9]+$/),
      number: z.string().min(6).max(32),
      key: z.string(),
      parameters: z.object({
        callbackurl: z.url(),
        salt: z.string().optional(),
        resultv2: z.string().optional(),
        phone: z.string().optional(),
      }),
    }),
  ),
});

const question = z.object({ customer: z.string(), sign: z.string(), param: z.string() });
const asked = z.object({ com: z.string(), num: z.string(), phone: z.string().optional() });

const refused = (returnCode: string, message: string) => ({ result: false, returnCode, message });
const isSigned = ({ steps }: CourierParcel): boolean => steps[0]?.state.startsWith("3") ?? false;

/** What kuaidi100 says of a parcel, in a query's answer and in a push alike. */
const resultOf = (parcel: CourierParcel) => ({
  message: "ok",
  nu: parcel.nu,
  ischeck: isSigned(parcel) ? "1" : "0",
  com: parcel.com,
  status: "200",
  state: parcel.steps[0]?.state ?? "0",
  data: parcel.steps.map(({ time, context, state }) => ({ time, ftime: time, context, statusCode: state })),
});

/**
 * Registers the two calls of kuaidi100 that a shop makes. A subscription needs the account's key, a query its signature;
 * what is wrong is refused with kuaidi100's own codes.
 */
export function registerCourierRoutes(
  app: FastifyInstance,
  { courier_account, parcel_book }: CourierDependencies,
): void {
  app.register(async (scope) => {
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string" },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    scope.post("/poll", async (request) => {
      const read = subscription.safeParse(request.body);
      if (!read.success) return refused("700", "订阅方的订阅数据存在错误");
      const { company, number, key, parameters } = read.data.param;
      if (key !== courier_account.key) return refused("600", "您不是合法的订阅者（即授权Key出错）");
      // SF Express tells only who knows the end of the telephone number.
      if (company === "shunfeng" && !/^\d{4}$/.test(parameters.phone ?? "")) {
        return refused("408", "验证码错误：请输入收、寄件人手机号后四位");
      }
      const callback = { url: parameters.callbackurl, salt: parameters.salt ?? "" };
      const isRepeated = parcel_book.subscribe({
        com: company,
        nu: number,
        phone: parameters.phone ?? "",
        callback,
      });
      return isRepeated
        ? refused("501", "重复订阅")
        : { result: true, returnCode: "200", message: "提交成功" };
    });
    scope.post("/poll/query.do", async (request) => {
      const read = question.safeParse(request.body);
      if (!read.success) return refused("400", "提交的数据不完整");
      const { customer, sign, param } = read.data;
      const { customer: own, key } = courier_account;
      if (customer !== own || sign !== courierHash(param + key + own)) return refused("503", "验证签名失败");
      const wanted = json.pipe(asked).safeParse(param);
      if (!wanted.success) return refused("400", "提交的数据不完整");
      const parcel = parcel_book.find(wanted.data.num);
      if (!parcel || parcel.com !== wanted.data.com || parcel.steps.length === 0) {
        return refused("500", "查询无结果，请隔段时间再查");
      }
      return resultOf(parcel);
    });
  });
}

const stepSchema = z.object({
  context: z.string().min(1).max(500),
  /** kuaidi100's number of a state: 1 collected, 0 on the way, 5 being delivered, 3 signed for. */
  state: z.string().regex(/^\d{1,4}$/),
  time: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/)
    .optional(),
  /** Whether the shop is told at once, as it is unless its address could not be reached. */
  push: z.boolean().default(true),
});

const SHANGHAI_MS = 8 * 3_600_000;
const clockOf = (now: number): string =>
  new Date(now + SHANGHAI_MS).toISOString().slice(0, 19).replace("T", " ");

/** Tells the shop where a parcel is. @returns what it answered; null when nobody subscribed or answered */
async function push(parcel: CourierParcel): Promise<{ status: number; body: string } | null> {
  if (!parcel.callback) return null;
  const status = isSigned(parcel) ? "shutdown" : "polling";
  const param = JSON.stringify({ status, billstatus: "", message: "", lastResult: resultOf(parcel) });
  const sign = courierHash(param + parcel.callback.salt);
  const answer = await fetch(parcel.callback.url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ sign, param }),
  }).catch(() => null);
  return answer && { status: answer.status, body: await answer.text() };
}

/** What a test, or somebody at the switchboard, does with parcels: looks at them, moves them on, has the shop told again. */
export function registerCourierControl(
  app: FastifyInstance,
  { parcel_book }: CourierDependencies,
  serve: Serve,
): void {
  const parcelAt = (nu: string | undefined): CourierParcel => {
    const parcel = parcel_book.find(nu ?? "");
    if (!parcel) throw new ControlRefusal(404, "PARCEL_UNKNOWN", "nobody subscribed to this number");
    return parcel;
  };
  app.get(
    "/__control/parcels",
    serve(() => ({ parcels: parcel_book.all() })),
  );
  app.post(
    "/__control/parcels/:nu/steps",
    serve(async ({ parameters, body }) => {
      const parcel = parcelAt(parameters.nu);
      const { context, state, time = clockOf(Date.now()), push: isTold } = stepSchema.parse(body);
      parcel_book.step(parcel, { context, state, time });
      return { parcel, answer: isTold ? await push(parcel) : null };
    }),
  );
  app.post(
    "/__control/parcels/:nu/push",
    serve(async ({ parameters }) => ({ answer: await push(parcelAt(parameters.nu)) })),
  );
}
