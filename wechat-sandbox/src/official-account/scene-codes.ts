import { randomBytes } from "node:crypto";
import type { SandboxState } from "../state/state.js";
import { AccountRefusal } from "./account-refusal.js";
import type { SceneCode } from "./account-state.js";

const LONGEST_SECONDS = 2_592_000;
const STANDARD_SECONDS = 60;
const PERMANENT_CODES = 100_000;

/** `/cgi-bin/qrcode/create`. @throws AccountRefusal 40053 (action_info), 45009 (permanent codes used up) */
export function createCode(
  state: SandboxState,
  body: Record<string, unknown>,
  now: number,
): Record<string, unknown> {
  const { account } = state;
  const isPermanent = body.action_name === "QR_LIMIT_STR_SCENE";
  if (!isPermanent && body.action_name !== "QR_STR_SCENE")
    throw new AccountRefusal(40053, "invalid action info");
  const info = body.action_info as { scene?: { scene_str?: unknown } } | undefined;
  const scene = info?.scene?.scene_str;
  if (typeof scene !== "string" || scene.length < 1 || scene.length > 64) {
    throw new AccountRefusal(40053, "invalid action info");
  }
  const seconds = Number(body.expire_seconds ?? STANDARD_SECONDS);
  if (!isPermanent && !(seconds >= 1 && seconds <= LONGEST_SECONDS)) {
    throw new AccountRefusal(40053, "invalid action info");
  }
  const permanent = account.codes.filter(({ expires_at }) => expires_at === null).length;
  if (isPermanent && permanent >= PERMANENT_CODES) throw new AccountRefusal(45009, "reach max qrcode limit");
  const ticket = `g${randomBytes(48).toString("base64url")}`;
  const url = `http://weixin.qq.com/q/${randomBytes(12).toString("base64url")}`;
  account.codes.push({ ticket, url, scene, expires_at: isPermanent ? null : now + seconds * 1000 });
  return { ticket, url, ...(isPermanent ? {} : { expire_seconds: seconds }) };
}

/** The code whose picture says `text`, while it works. */
export function scannedCode(state: SandboxState, text: string, now: number): SceneCode | undefined {
  return state.account.codes.findLast(
    ({ url, expires_at }) => url === text.trim() && (expires_at === null || expires_at > now),
  );
}
