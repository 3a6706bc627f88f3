import { z } from "zod";

/** An appeal in the person's own words. */
export const AppealBody = z.object({ appeal: z.string().trim().min(5).max(1_000) });
