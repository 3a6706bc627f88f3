import type { MedusaContainer } from "@medusajs/framework/types";
import { followOpenShares } from "../workflows";

/** Every minute: shares, unfreezings and returns whose end WeChat has not said yet. */
export default async function followShares(container: MedusaContainer): Promise<void> {
  await followOpenShares(container);
}

export const config = {
  name: "wechat-pay-follow-shares",
  schedule: { interval: 60_000, concurrency: "forbid" },
};
