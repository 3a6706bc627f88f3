import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { readBody } from "@tengman/plugin-kit";
import { type PushReading, type PushSecrets, passiveReply, readPush } from "../../../client/push.js";
import { type PushMessage, pushMessage } from "../../../domain/push-message.js";
import { accountOf } from "../../../workflows/official-account-module.js";
import { handleWaitingPushes, listenForAnswer } from "../../../workflows/push-line.js";

const LIMIT_BYTES = 64 * 1024;

/** WeChat waits five seconds; the way to it and back takes some of them. */
const PATIENCE_MS = 4_000;

/** Pushes of one follower are kept in the order in which they came: each waits until the one before it is kept. */
const keeping = new Map<string, Promise<unknown>>();

/**
 * Receives a push: verify, keep, answer. The answer is the reply when it is ready in time, otherwise `success`, which WeChat
 * does not repeat; what could not even be kept in time is answered 503, which WeChat does repeat.
 */
export async function receivePush(
  req: MedusaRequest,
  res: MedusaResponse,
  secrets: PushSecrets,
): Promise<void> {
  const began = Date.now();
  const body = await readBody(req, res, LIMIT_BYTES);
  const reading: PushReading =
    body === null
      ? { kind: "refused", reason: "body_invalid" }
      : readPush(secrets, req.query, body.toString("utf8"), new Date());
  const message = reading.kind === "read" ? pushMessage(reading.fields) : null;
  if (reading.kind === "refused" || !message) {
    const reason = reading.kind === "refused" ? reading.reason : "body_invalid";
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(JSON.stringify({ event: "official_account.push_refused", reason }));
    res.status(401).json({ type: "unauthorized", code: reason, message: "验签失败" });
    return;
  }
  const patience = () => pause(Math.max(0, PATIENCE_MS - (Date.now() - began)), "late" as const);
  const kept = await Promise.race([keepInOrder(req, message), patience()]);
  if (kept === "late") {
    res.status(503).json({ type: "unexpected_state", code: "busy", message: "稍后重试" });
    return;
  }
  if (kept === null) return void res.type("text/plain").send("success");
  const waiting = listenForAnswer(kept);
  void workOff(req, message.openid);
  const answer = await Promise.race([waiting.answer, patience()]);
  waiting.stop();
  if (answer === "late" || answer === null) return void res.type("text/plain").send("success");
  const to = {
    openid: message.openid,
    account: message.account,
    is_encrypted: reading.is_encrypted,
    now: new Date(),
    nonce: randomBytes(8).toString("hex"),
  };
  res.type("application/xml").send(passiveReply(secrets, answer.answer, to));
}

/** @returns the push's id; null when it had been kept before */
function keepInOrder(req: MedusaRequest, message: PushMessage): Promise<string | null> {
  const { openid } = message;
  const before = keeping.get(openid) ?? Promise.resolve();
  const mine = before.then(() => accountOf(req.scope).pushes.keep(message, new Date()));
  const settled = mine.catch(() => undefined);
  keeping.set(openid, settled);
  void settled.then(() => {
    if (keeping.get(openid) === settled) keeping.delete(openid);
  });
  return mine;
}

async function workOff(req: MedusaRequest, openid: string): Promise<void> {
  try {
    await handleWaitingPushes(req.scope, openid);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`official-account: pushes wait for the next run: ${reason}`);
  }
}
