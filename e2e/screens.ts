import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";

const folder = join(import.meta.dirname, "screenshots");

/** Keeps screenshots in the order they are taken: `e2e/screenshots/<journey>/07-checkout.png`. */
export function keepScreens(journey: string): (name: string, page: Page) => Promise<void> {
  const own = join(folder, journey);
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  let count = 0;
  return async (name, page) => {
    count += 1;
    await page.screenshot({ path: join(own, `${String(count).padStart(2, "0")}-${name}.png`) });
  };
}
