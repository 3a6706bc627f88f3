import { readFile } from "node:fs/promises";
import type { MedusaContainer } from "@medusajs/framework/types";
import { admitWechatPersonWorkflow } from "@tengman/official-account/workflows";
import { z } from "zod";

const personShape = z.object({
  openid: z.string().min(1),
  unionid: z.string().min(1).optional(),
  nickname: z.string().min(1),
  avatar_url: z.string().default(""),
});
const fileShape = z.union([
  z.array(personShape),
  z.object({ people: z.array(personShape) }).transform((file) => file.people),
]);

/** Customers by nickname. */
export type CustomerIds = ReadonlyMap<string, string>;

/**
 * Makes the people of a file customers, as their first log-in would; logging in later finds them there.
 * @throws an error when the file cannot be read or holds something else
 */
export async function admitPeople(container: MedusaContainer, people_file: string): Promise<CustomerIds> {
  const checked = fileShape.safeParse(JSON.parse(await readFile(people_file, "utf8")));
  if (!checked.success) throw new Error("SEED_PEOPLE_FILE holds no list of { openid, nickname, avatar_url }");
  const customers = new Map<string, string>();
  for (const person of checked.data) {
    const { result } = await admitWechatPersonWorkflow(container).run({ input: person });
    customers.set(person.nickname, result.customer_id);
  }
  return customers;
}
