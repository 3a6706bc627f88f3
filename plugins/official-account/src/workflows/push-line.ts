import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import type { WaitingPush } from "../modules/official-account/storage/push-store.js";
import { handlePush, type PushAnswer } from "./handle-push.js";
import { accountOf } from "./official-account-module.js";
import { sendServiceMessage } from "./send-service-message.js";

/** A server waits this long for another one that is handling the same follower's pushes. */
const LOCK_WAIT_SECONDS = 30;

/** Answers that WeChat's connections still wait for, by push. */
const listeners = new Map<string, (answer: PushAnswer | null) => void>();

/**
 * Waits for a push's answer. `stop` ends the wait: an answer that is ready later goes out as a customer-service message.
 */
export function listenForAnswer(push_id: string): { answer: Promise<PushAnswer | null>; stop: () => void } {
  const answer = new Promise<PushAnswer | null>((resolve) => listeners.set(push_id, resolve));
  return { answer, stop: () => listeners.delete(push_id) };
}

/**
 * Handles a follower's waiting pushes, one after the other in the order of their arrival, on one server at a time. A push
 * that fails stops the line, so that those behind it stay behind it; the job comes back to it.
 */
export async function handleWaitingPushes(container: MedusaContainer, openid: string): Promise<void> {
  const locking = container.resolve(Modules.LOCKING);
  const handleAll = async () => {
    const { pushes } = accountOf(container);
    for (let push = await pushes.next(openid); push; push = await pushes.next(openid)) {
      if (!(await handleOne(container, push))) return;
    }
  };
  await locking.execute(`wechat-push:${openid}`, handleAll, { timeout: LOCK_WAIT_SECONDS });
}

/** @returns whether the next one may follow */
async function handleOne(container: MedusaContainer, push: WaitingPush): Promise<boolean> {
  const { pushes } = accountOf(container);
  try {
    const answer = await handlePush(container, push);
    await pushes.finish(push.id, new Date());
    await deliver(container, push, answer);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`official-account: push ${push.id} could not be handled: ${reason}`);
    return await pushes.fail(push.id, reason);
  }
}

async function deliver(
  container: MedusaContainer,
  { id: push_id, message: { openid } }: WaitingPush,
  answer: PushAnswer | null,
): Promise<void> {
  const listener = listeners.get(push_id);
  listeners.delete(push_id);
  if (!answer) return listener?.(null);
  const now = new Date();
  const reply_id = answer.reply_id ?? undefined;
  if (!listener) {
    await sendServiceMessage(
      container,
      { openid, answer: answer.answer, push_id, ...(reply_id ? { reply_id } : {}) },
      now,
    );
    return;
  }
  listener(answer);
  await accountOf(container).messages.note({
    openid,
    direction: "out",
    via: "reply",
    type: answer.answer.kind,
    content: answer.answer,
    push_id,
    reply_id: answer.reply_id,
    state: "sent",
    at: now,
  });
}
