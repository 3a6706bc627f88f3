import { z } from "zod";

const origin = z.url({ protocol: /^https?$/ });

const smsShape = z
  .object({
    vendor: z.enum(["aliyun", "tencent"]),
    /** Aliyun's AccessKey id, Tencent's SecretId. */
    access_key_id: z.string().min(1),
    access_key_secret: z.string().min(1),
    sign_name: z.string().min(1),
    /** Aliyun's TemplateCode, Tencent's TemplateId: a template with the code as its one variable. */
    template_code: z.string().min(1),
    /** Tencent's SmsSdkAppId. */
    sdk_app_id: z.string().optional(),
    region: z.string().default("ap-guangzhou"),
    base_url: origin,
    timeout_ms: z.number().int().min(100).max(60_000).default(5_000),
  })
  .refine(({ vendor, sdk_app_id }) => vendor === "aliyun" || sdk_app_id !== undefined, {
    path: ["sdk_app_id"],
  });

const optionsShape = z.object({
  /** Codes and numbers are kept as HMACs with it. */
  secret: z.string().min(32),
  sms: smsShape,
  /** How many codes are sent within a day: to one number, and for one network address. */
  codes_of_number: z.number().int().min(1).max(1_000).default(10),
  codes_of_address: z.number().int().min(1).max(1_000_000).default(100),
});

export type SmsOptions = z.output<typeof smsShape>;
/** The plugin's options after checking; the auth provider receives the same object. */
export type PhoneLoginOptions = z.output<typeof optionsShape>;

/**
 * Checks the options and throws an error that names the bad one, without its value: some are secrets.
 * @returns null when the shop sends no short messages: logging in by phone is then off
 */
export function readOptions(options: unknown): PhoneLoginOptions | null {
  const given = (options ?? {}) as { sms?: unknown; secret?: unknown };
  if (given.sms === undefined && given.secret === undefined) return null;
  const checked = optionsShape.safeParse(given);
  if (checked.success) return checked.data;
  const names = [...new Set(checked.error.issues.map((issue) => issue.path.join(".")))];
  throw new Error(`phone-login: bad or missing option: ${names.join(", ")}`);
}
