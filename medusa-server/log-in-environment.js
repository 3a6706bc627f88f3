// The variables of logging in by phone and by e-mail: of each all of them or none, and what each vendor needs.
const { z } = require("zod");

const VENDOR_ADDRESSES = {
  aliyun: "https://dysmsapi.aliyuncs.com",
  tencent: "https://sms.tencentcloudapi.com",
};

const phoneShape = {
  PHONE_LOGIN_SECRET: z
    .string()
    .min(32, "must be at least 32 characters; generate one with: openssl rand -hex 32")
    .optional(),
  SMS_VENDOR: z.enum(["aliyun", "tencent"], { error: "is aliyun or tencent" }).optional(),
  SMS_ACCESS_KEY_ID: z.string().min(1).optional(),
  SMS_ACCESS_KEY_SECRET: z.string().min(1).optional(),
  SMS_SIGN_NAME: z.string().min(1).optional(),
  SMS_TEMPLATE_CODE: z.string().min(1).optional(),
  SMS_TENCENT_SDK_APP_ID: z.string().regex(/^\d+$/, "is digits").optional(),
  SMS_TENCENT_REGION: z.string().min(1).default("ap-guangzhou"),
  SMS_BASE_URL: z
    .url({ protocol: /^https?$/, error: "must be an http(s) address" })
    .transform((value) => value.replace(/\/+$/, ""))
    .optional(),
  SMS_CODES_OF_ADDRESS: z.coerce.number().int().min(1).max(1_000_000).default(100),
};

const mailShape = {
  ACCOUNTS_SECRET: z
    .string()
    .min(32, "must be at least 32 characters; generate one with: openssl rand -hex 32")
    .optional(),
  MAIL_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "must be such as smtps://user:password@smtp.example.com" })
    .optional(),
  MAIL_FROM: z.string().min(3).optional(),
};

const MAIL_VARIABLES = /** @type {const} */ (["ACCOUNTS_SECRET", "MAIL_SMTP_URL", "MAIL_FROM"]);

/** @typedef {Partial<Record<(typeof MAIL_VARIABLES)[number], string>>} MailEnvironment */

/**
 * Which variables of the e-mail log-in are missing: none when all are.
 * @param {MailEnvironment} environment
 * @returns {string[]}
 */
function missingMailVariables(environment) {
  const missing = MAIL_VARIABLES.filter((name) => environment[name] === undefined);
  return missing.length === MAIL_VARIABLES.length ? [] : missing;
}

/** The plugins that know something of customers; the ledger first: it may say that money is on its way. */
const PERSONAL_DATA = [
  "crm-personal-data",
  "distribution-personal-data",
  "mall-personal-data",
  "official-account-personal-data",
  "wechat-pay-personal-data",
  "insights-personal-data",
];

/**
 * The options of the plugin accounts; empty where the shop sends no mail.
 * @param {MailEnvironment & { SHOP_NAME: string, SMS_CODES_OF_ADDRESS: number }} environment
 */
function accountsOptions(environment) {
  if (environment.MAIL_SMTP_URL === undefined) return { personal_data: PERSONAL_DATA };
  return {
    personal_data: PERSONAL_DATA,
    secret: environment.ACCOUNTS_SECRET,
    shop_name: environment.SHOP_NAME,
    codes_of_address: environment.SMS_CODES_OF_ADDRESS,
    mail: { smtp_url: environment.MAIL_SMTP_URL, from: environment.MAIL_FROM },
  };
}

const REQUIRED = /** @type {const} */ ([
  "SMS_VENDOR",
  "PHONE_LOGIN_SECRET",
  "SMS_ACCESS_KEY_ID",
  "SMS_ACCESS_KEY_SECRET",
  "SMS_SIGN_NAME",
  "SMS_TEMPLATE_CODE",
]);

/**
 * @typedef {Partial<Record<(typeof REQUIRED)[number] | "SMS_TENCENT_SDK_APP_ID" | "SMS_BASE_URL", string>>
 *   & { SMS_VENDOR?: "aliyun" | "tencent" | undefined, SMS_TENCENT_REGION: string, SMS_CODES_OF_ADDRESS: number }} PhoneEnvironment
 */

/**
 * Which variables of the phone log-in are missing: none when all are, or when nobody has begun to set them.
 * @param {PhoneEnvironment} environment
 * @returns {string[]}
 */
function missingPhoneVariables(environment) {
  const needed = [...REQUIRED, ...(environment.SMS_VENDOR === "tencent" ? ["SMS_TENCENT_SDK_APP_ID"] : [])];
  const begun = [...REQUIRED, "SMS_TENCENT_SDK_APP_ID", "SMS_BASE_URL"];
  const isSet = (/** @type {string} */ name) => Reflect.get(environment, name) !== undefined;
  return begun.some(isSet) ? needed.filter((name) => !isSet(name)) : [];
}

/**
 * The address of the SMS vendor that is spoken to; undefined where none is.
 * @param {PhoneEnvironment} environment
 */
function smsAddress({ SMS_VENDOR, SMS_BASE_URL }) {
  return SMS_BASE_URL ?? (SMS_VENDOR && VENDOR_ADDRESSES[SMS_VENDOR]);
}

/**
 * The options of the plugin phone-login; empty where the shop sends no short messages.
 * @param {PhoneEnvironment} environment
 */
function phoneLoginOptions(environment) {
  if (environment.SMS_VENDOR === undefined) return {};
  return {
    secret: environment.PHONE_LOGIN_SECRET,
    codes_of_address: environment.SMS_CODES_OF_ADDRESS,
    sms: {
      vendor: environment.SMS_VENDOR,
      access_key_id: environment.SMS_ACCESS_KEY_ID,
      access_key_secret: environment.SMS_ACCESS_KEY_SECRET,
      sign_name: environment.SMS_SIGN_NAME,
      template_code: environment.SMS_TEMPLATE_CODE,
      sdk_app_id: environment.SMS_TENCENT_SDK_APP_ID,
      region: environment.SMS_TENCENT_REGION,
      base_url: smsAddress(environment),
    },
  };
}

module.exports = {
  accountsOptions,
  mailShape,
  missingMailVariables,
  missingPhoneVariables,
  phoneLoginOptions,
  phoneShape,
  smsAddress,
};
