import { parseArgs } from "node:util";
import { z } from "zod";

const LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "::1"];

const port = z.coerce.number().int().min(0).max(65_535);

const optionsSchema = z.object({
  port: port.default(9100),
  host: z
    .string()
    .default("127.0.0.1")
    .refine((host) => LOOPBACK_HOSTS.includes(host), {
      message: "the local WeChat knows no passwords, so it listens on loopback only (127.0.0.1)",
    }),
  data_dir: z.string().min(1),
  shop_origin: z
    .url({ protocol: /^https?$/ })
    .default("http://127.0.0.1:9000")
    .transform((url) => new URL(url).origin),
  web_view_ports: z
    .string()
    .default("9101,9102,9103,9104,9105")
    .transform((text): unknown => text.split(",").map((part) => part.trim()))
    .pipe(z.array(port).min(1).max(64)),
  account_name: z.string().min(1).max(30).default("藤蔓好物"),
  merchant_name: z.string().min(1).max(30).default("藤蔓好物商城"),
  authorized_domains: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((domain) => domain.trim().toLowerCase())
        .filter((domain) => domain.length > 0),
    ),
});

/** What the local WeChat is started with. Port 0 lets the system choose (tests). */
export type SandboxOptions = z.infer<typeof optionsSchema>;

/** The same before defaults, for programs that start the sandbox inside themselves. */
export type SandboxOptionsInput = z.input<typeof optionsSchema>;

/**
 * Checks options and fills defaults.
 * @throws Error whose message names every wrong option, one a line.
 */
export function checkOptions(input: SandboxOptionsInput): SandboxOptions {
  const result = optionsSchema.safeParse(input);
  if (result.success) return result.data;
  const lines = result.error.issues.map(
    (issue) => `--${issue.path.join(".").replaceAll("_", "-")}: ${issue.message}`,
  );
  throw new Error(lines.join("\n"));
}

/** Reads the command line (`--port 9100 --data-dir …`). Unknown options are errors. */
export function readCommandLine(argv: string[]): SandboxOptions {
  const names = Object.keys(optionsSchema.shape).map((name) => name.replaceAll("_", "-"));
  const { values } = parseArgs({
    args: argv,
    options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
  });
  const input = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.replaceAll("-", "_"), value]),
  );
  if (input.data_dir === undefined) throw new Error("--data-dir: required, a folder for keys and state");
  return checkOptions(input as SandboxOptionsInput);
}
