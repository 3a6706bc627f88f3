import { createHmac } from "node:crypto";

/** What a merchant finds in the consoles of the two SMS vendors after opening an account there. */
export interface SmsAccount {
  sign_name: string;
  aliyun: { access_key_id: string; access_key_secret: string; template_code: string };
  tencent: { secret_id: string; secret_key: string; sdk_app_id: string; template_id: string };
}

/** What the approved template of both vendors becomes with a code filled in. */
export const messageWith = (sign_name: string, code: string): string =>
  `【${sign_name}】您的验证码为${code}，5分钟内有效，请勿告知他人。`;

/**
 * The accounts of this local WeChat. They follow from its own secret, so that a data folder of an earlier release has
 * them too.
 */
export function smsAccountOf(app_secret: string, sign_name: string): SmsAccount {
  const derive = (name: string) => createHmac("sha256", app_secret).update(`sms ${name}`).digest("hex");
  return {
    sign_name,
    aliyun: {
      access_key_id: `LTAI5t${derive("aliyun id").slice(0, 18)}`,
      access_key_secret: derive("aliyun secret").slice(0, 30),
      template_code: "SMS_480010001",
    },
    tencent: {
      secret_id: `AKID${derive("tencent id").slice(0, 32)}`,
      secret_key: derive("tencent secret").slice(0, 32),
      sdk_app_id: "1400000001",
      template_id: "2480001",
    },
  };
}
