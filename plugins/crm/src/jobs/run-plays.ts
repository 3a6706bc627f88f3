import type { MedusaContainer } from "@medusajs/framework/types";
import { runPlays as run } from "../workflows/plays/run-plays";

/** Looks whom a play is for now; their messages go out with those of outreaches. */
export default async function runPlays(container: MedusaContainer): Promise<void> {
  await run(container, new Date());
}

export const config = { name: "run-crm-plays", schedule: { interval: 60_000, concurrency: "forbid" } };
