import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";

/** Says what happened, once for each of several; nobody hears of it in a container without a bus. */
export async function announce(
  container: MedusaContainer,
  name: `distribution.${string}`,
  ...happened: readonly unknown[]
): Promise<void> {
  if (happened.length === 0) return;
  const bus = container.resolve(Modules.EVENT_BUS, { allowUnregistered: true });
  await bus?.emit(happened.map((data) => ({ name, data })));
}
