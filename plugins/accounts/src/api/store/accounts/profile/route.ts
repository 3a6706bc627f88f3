import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { profileShape } from "../../../../domain/profile";
import { changeProfile } from "../../../../workflows/change-profile";
import { accountsOf } from "../../../../workflows/personal-data";
import { answerRefusal } from "../../../answers";

const SHANGHAI_MS = 8 * 3_600_000;
const shanghaiDay = (now: Date) => new Date(now.getTime() + SHANGHAI_MS).toISOString().slice(0, 10);

/** What the asking customer says about themselves: `{ profile }`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ profile: await accountsOf(req.scope).profiles.read(req.auth_context.actor_id) });
}

/** Changes what is named: `{ nickname?, sex?, birthday? }` → `{ profile }`. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const now = new Date();
  const read = profileShape(shanghaiDay(now)).safeParse(req.body ?? {});
  if (!read.success) {
    const field = read.error.issues[0]?.path[0];
    return answerRefusal(res, "profile_invalid", field === undefined ? {} : { field: String(field) });
  }
  const { actor_id } = req.auth_context;
  await changeProfile(req.scope, actor_id, read.data, now);
  res.json({ profile: await accountsOf(req.scope).profiles.read(actor_id) });
}
