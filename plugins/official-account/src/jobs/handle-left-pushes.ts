import type { MedusaContainer } from "@medusajs/framework/types";
import { accountOf } from "../workflows/official-account-module.js";
import { handleWaitingPushes } from "../workflows/push-line.js";

/** The server that received a push has had this long to handle it. */
const LEFT_AFTER_MS = 30_000;
const AT_ONCE = 200;

/** Handles pushes whose server ended before it had. */
export default async function handleLeftPushes(container: MedusaContainer): Promise<void> {
  const before = new Date(Date.now() - LEFT_AFTER_MS);
  for (const openid of await accountOf(container).pushes.leftBehind(before, AT_ONCE)) {
    await handleWaitingPushes(container, openid);
  }
}

export const config = {
  name: "official-account-left-pushes",
  schedule: { interval: 30_000, concurrency: "forbid" },
};
