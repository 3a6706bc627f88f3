import { z } from "zod";

const base_url = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));
const secret = z.string().min(1).max(200);

/** Who tells where parcels are; without it nobody does. */
const logistics = z.discriminatedUnion("service", [
  z.object({
    service: z.literal("kuaidi100"),
    customer: secret,
    key: secret,
    base_url: base_url.default("https://poll.kuaidi100.com"),
    /** Where it pushes to: `<the shop>/hooks/mall/kuaidi100`. */
    callback_url: z.url({ protocol: /^https?$/ }),
  }),
  z.object({
    service: z.literal("kdniao"),
    business_id: secret,
    key: secret,
    base_url: base_url.default("https://api.kdniao.com"),
  }),
]);

const shape = z.object({ logistics: logistics.optional() });

export type LogisticsOptions = z.infer<typeof logistics>;

/** The plugin's options as far as parcels go. @throws an error that names what is wrong, which stops the boot */
export function readLogisticsOptions(options: unknown): LogisticsOptions | undefined {
  const read = shape.safeParse(options ?? {});
  if (read.success) return read.data.logistics;
  const faults = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`@tengman/mall is configured wrongly: ${faults.join("; ")}`);
}
