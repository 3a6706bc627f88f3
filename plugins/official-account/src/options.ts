import { type AdminGrants, adminGrantsOf } from "@tengman/plugin-kit";
import { STANDARD_QUIET_HOURS } from "@tengman/values";
import { z } from "zod";

const origin = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ""));

/** What WeChat's console calls 服务器配置: without it no push is believed. */
const pushShape = z
  .object({
    token: z.string().regex(/^[A-Za-z0-9]{3,32}$/),
    mode: z.enum(["plain", "compatible", "aes"]).default("aes"),
    /** EncodingAESKey: the one in use and, while it changes, the one before. */
    aes_keys: z
      .array(z.string().regex(/^[A-Za-z0-9]{43}$/))
      .max(2)
      .default([]),
  })
  .refine(({ mode, aes_keys }) => mode === "plain" || aes_keys.length > 0, { path: ["aes_keys"] });

const hour = z.number().int().min(0).max(23);

const optionsShape = z.object({
  app_id: z.string().min(1),
  app_secret: z.string().min(1),
  api_base_url: origin.default("https://api.weixin.qq.com"),
  open_base_url: origin.default("https://open.weixin.qq.com"),
  allowed_hosts: z.array(z.string().min(1)).min(1),
  push: pushShape.optional(),
  /** The shop's address: what messages link to begins with it. */
  shop_origin: origin.optional(),
  /** A service in Medusa's container that knows which customer a distributor is; see the README. */
  distributors: z.string().min(1).optional(),
  /** Who may what in the admin, the same list for every plugin of the shop. */
  admin_permissions: z.record(z.string().min(1).max(200), z.array(z.string().min(1).max(60))).optional(),
  /** Hours of Shanghai in which followers are told only what is urgent; the same twice are none. */
  quiet_hours: z.strictObject({ from_hour: hour, until_hour: hour }).default(STANDARD_QUIET_HOURS),
  timeout_ms: z.number().int().min(100).max(60_000).default(5_000),
});

/** The plugin's options after checking; the auth provider receives the same object. */
export type OfficialAccountOptions = z.output<typeof optionsShape>;

/** Checks the options and throws an error that names the bad one, without its value: one of them is a secret. */
export function readOptions(options: unknown): OfficialAccountOptions {
  const checked = optionsShape.safeParse(options ?? {});
  if (checked.success) return checked.data;
  const names = [...new Set(checked.error.issues.map((issue) => issue.path.join(".") || "options"))];
  throw new Error(`official-account: bad or missing option: ${names.join(", ")}`);
}

/** Who may what in the admin; null when the shop has configured nothing. */
export function grantsOf({ admin_permissions }: OfficialAccountOptions): AdminGrants | null {
  return admin_permissions ? adminGrantsOf(admin_permissions) : null;
}
