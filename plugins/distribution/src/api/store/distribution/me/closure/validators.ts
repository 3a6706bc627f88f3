import { z } from "zod";

/** Closing an account cannot be taken back, so the page says that it was understood. */
export const ClosureBody = z.object({ understood: z.literal(true) });
