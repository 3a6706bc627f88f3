import { randomBytes } from "node:crypto";
import type { MedusaContainer } from "@medusajs/framework/types";
import { z } from "zod";
import { RefusedError } from "../domain/account-refusal.js";
import type { SceneCode, SceneKind } from "../modules/official-account/storage/scene-store.js";
import { accountOf } from "./official-account-module.js";
import { sharedCredentials } from "./shared-credentials.js";

const DAY_MS = 86_400_000;
/** WeChat lets a temporary code live 30 days. */
export const LONGEST_DAYS = 30;
/** A code with less than this left is made anew. */
const RENEWED_MS = DAY_MS;
/** Codes are counted by WeChat; nobody shares so many different links in a day. */
const SHARE_CODES_A_DAY = 20;

const createdShape = z.object({ ticket: z.string().min(1), url: z.string().min(1) });

/** A code for a channel: a poster, a counter, a leaflet. @param days null: for good, of which WeChat allows 100,000 */
export async function createChannelCode(
  container: MedusaContainer,
  { name, days, actor_id }: { name: string; days: number | null; actor_id: string },
): Promise<SceneCode> {
  const scene = `channel-${randomBytes(8).toString("hex")}`;
  return makeCode(container, { scene, kind: "channel", name, days, customer_id: null, created_by: actor_id });
}

/**
 * A code that carries a share token: whoever scans it follows the account and is offered a link with the token. Asking
 * again answers the same code.
 * @throws {RefusedError} `too_many_codes`
 */
export async function shareCode(
  container: MedusaContainer,
  { share_token, customer_id }: { share_token: string; customer_id: string },
): Promise<SceneCode> {
  const { scenes } = accountOf(container);
  const known = await scenes.find(share_token);
  const left_ms = known?.expires_at ? new Date(known.expires_at).getTime() - Date.now() : 0;
  if (known && left_ms > RENEWED_MS) return known;
  const since = new Date(Date.now() - DAY_MS);
  if (!known && (await scenes.countOf(customer_id, since)) >= SHARE_CODES_A_DAY) {
    throw new RefusedError({ code: "too_many_codes" });
  }
  return makeCode(container, {
    scene: share_token,
    kind: "share_token",
    name: "",
    days: LONGEST_DAYS,
    customer_id,
    created_by: customer_id,
  });
}

async function makeCode(
  container: MedusaContainer,
  code: {
    scene: string;
    kind: SceneKind;
    name: string;
    days: number | null;
    customer_id: string | null;
    created_by: string;
  },
): Promise<SceneCode> {
  const { client, scenes } = accountOf(container);
  const { days, scene, ...rest } = code;
  const created = await client.call(sharedCredentials(container), {
    method: "POST",
    path: "/cgi-bin/qrcode/create",
    body: {
      ...(days === null ? {} : { expire_seconds: (days * DAY_MS) / 1000 }),
      action_name: days === null ? "QR_LIMIT_STR_SCENE" : "QR_STR_SCENE",
      action_info: { scene: { scene_str: scene } },
    },
    answer: createdShape,
  });
  const at = new Date();
  const expires_at = days === null ? null : new Date(at.getTime() + days * DAY_MS);
  await scenes.save({ ...rest, scene, ...created, expires_at, at });
  const saved = await scenes.find(scene);
  if (!saved) throw new Error("a code was not kept");
  return saved;
}
