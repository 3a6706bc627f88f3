import { z } from "zod";
import { CORRECTION_STATES } from "../../../../domain/identity/identity-correction";
import { PageQuery } from "../../../read-input";

/** Which wishes to list; `open` are those that wait for somebody. */
export const CorrectionsQuery = PageQuery.extend({ state: z.enum(CORRECTION_STATES).optional() });

/** Deciding a wish. The person concerned reads the reason. */
export const DecideCorrectionBody = z.object({ reason: z.string().trim().min(1).max(200) });
