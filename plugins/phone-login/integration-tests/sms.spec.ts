import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smsSenderOf } from "../src/client/sms-sender-of";
import type { SmsOptions } from "../src/options";
import { openLocalSms, smsOf } from "./local-sms";

let local: Awaited<ReturnType<typeof openLocalSms>>;
beforeAll(async () => {
  local = await openLocalSms();
});
afterAll(() => local?.close());

let last = 13_700_000_000;
const newNumber = () => String(++last);
const VENDORS = ["aliyun", "tencent"] as const;

describe.each(VENDORS)("%s", (vendor) => {
  const sendWith = (changes: Partial<SmsOptions>, phone: string) =>
    smsSenderOf({ ...local[vendor], ...changes }).send(phone, "402718");

  it("delivers a code with the shop's signature", async () => {
    const phone = newNumber();
    await sendWith({}, phone);
    expect(await smsOf(local.origin, phone)).toEqual([expect.stringMatching(/^【.+】您的验证码为402718/)]);
  });

  it("says too_often when the number got a message a moment ago", async () => {
    const phone = newNumber();
    await sendWith({}, phone);
    await expect(sendWith({}, phone)).rejects.toMatchObject({ reason: "too_often" });
    expect(await smsOf(local.origin, phone)).toHaveLength(1);
  });

  it("names no number, code or secret in an error", async () => {
    const phone = newNumber();
    const failed = await sendWith({ sign_name: "冒名" }, phone).catch((error: unknown) => error);
    const text = `${failed} ${JSON.stringify(failed)} ${Object.values(failed as object)}`;
    for (const secret of [phone, "402718", local[vendor].access_key_secret])
      expect(text).not.toContain(secret);
  });

  it("says vendor when nobody answers", async () => {
    await expect(sendWith({ base_url: "http://127.0.0.1:9" }, newNumber())).rejects.toMatchObject({
      reason: "vendor",
    });
  });
});

const REFUSED: Record<(typeof VENDORS)[number], [what: Partial<SmsOptions>, vendor_code: string][]> = {
  aliyun: [
    [{ access_key_secret: "another" }, "SignatureDoesNotMatch"],
    [{ access_key_id: "LTAI5tNobody" }, "InvalidAccessKeyId.NotFound"],
    [{ sign_name: "冒名" }, "isv.SMS_SIGNATURE_ILLEGAL"],
    [{ template_code: "SMS_1" }, "isv.SMS_TEMPLATE_ILLEGAL"],
  ],
  tencent: [
    [{ access_key_secret: "another" }, "AuthFailure.SignatureFailure"],
    [{ access_key_id: "AKIDnobody" }, "AuthFailure.SecretIdNotFound"],
    [{ sdk_app_id: "1" }, "UnauthorizedOperation.SmsSdkAppIdVerifyFail"],
    [{ sign_name: "冒名" }, "FailedOperation.SignatureIncorrectOrUnapproved"],
    [{ template_code: "1" }, "FailedOperation.TemplateIncorrectOrUnapproved"],
  ],
};

describe.each(VENDORS)("%s refuses", (vendor) => {
  it.each(REFUSED[vendor])("%o", async (changes, vendor_code) => {
    const phone = newNumber();
    const sending = smsSenderOf({ ...local[vendor], ...changes }).send(phone, "402718");
    await expect(sending).rejects.toMatchObject({ reason: "vendor", vendor, vendor_code });
    expect(await smsOf(local.origin, phone)).toEqual([]);
  });

  it("a number that is none", async () => {
    await expect(smsSenderOf(local[vendor]).send("12345", "402718")).rejects.toMatchObject({
      reason: "number_refused",
    });
  });
});
