import { z } from "zod";

const origin = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ""));

const optionsShape = z.object({
  app_id: z.string().min(1),
  app_secret: z.string().min(1),
  api_base_url: origin.default("https://api.weixin.qq.com"),
  open_base_url: origin.default("https://open.weixin.qq.com"),
  allowed_hosts: z.array(z.string().min(1)).min(1),
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
