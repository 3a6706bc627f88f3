import { z } from "zod";

const optionsShape = z.object({
  /** Codes and addresses are kept as HMACs with it. */
  secret: z.string().min(32),
  /** What mails are signed with. */
  shop_name: z.string().min(1),
  mail: z.object({ smtp_url: z.url({ protocol: /^smtps?$/ }), from: z.string().min(3) }),
  /** How many codes are sent within a day: to one e-mail address, and for one network address. */
  codes_of_email: z.number().int().min(1).max(1_000).default(10),
  codes_of_address: z.number().int().min(1).max(1_000_000).default(100),
});

/** The workflows that other plugins answer with for people's data (`personalDataWorkflow` of `@tengman/plugin-kit`). */
const personalDataShape = z.object({ personal_data: z.array(z.string().min(1)).default([]) });

/** Which plugins know something of a customer, by the names of their workflows. */
export function readPersonalData(options: unknown): string[] {
  const read = personalDataShape.safeParse(options ?? {});
  if (!read.success) throw new Error("accounts: bad or missing option: personal_data");
  return read.data.personal_data;
}

export type AccountsOptions = z.output<typeof optionsShape>;

/**
 * Checks the options and throws an error that names the bad one, without its value: some are secrets.
 * @returns null when the shop sends no mail: logging in by e-mail is then off
 */
export function readOptions(options: unknown): AccountsOptions | null {
  const given = (options ?? {}) as { mail?: unknown; secret?: unknown };
  if (given.mail === undefined && given.secret === undefined) return null;
  const checked = optionsShape.safeParse(given);
  if (checked.success) return checked.data;
  const names = [...new Set(checked.error.issues.map((issue) => issue.path.join(".")))];
  throw new Error(`accounts: bad or missing option: ${names.join(", ")}`);
}
