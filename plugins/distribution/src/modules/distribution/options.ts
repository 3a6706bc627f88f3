import { z } from "zod";

const Options = z.object({
  share_token_days: z.number().int().min(1).max(3_650).default(180),
  compliance_profile: z.enum(["cn-mainland", "unrestricted"]).default("cn-mainland"),
});

/** The plugin's options: how long share tokens live, and which law's bounds hold. */
export type DistributionOptions = z.infer<typeof Options>;

/** Checks the plugin's options. @throws Error naming the option that is wrong, which stops the boot */
export function readOptions(given: unknown): DistributionOptions {
  const parsed = Options.safeParse(given ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`distribution: wrong options (${problems.join("; ")})`);
}
