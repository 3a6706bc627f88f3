import { z } from "zod";
import { PageQuery } from "../../../../read-input";

/** A page of one level of the team. */
export const TeamQuery = PageQuery.extend({ level: z.coerce.number().int().min(1).max(10).default(1) });
