import { z } from "zod";
import { PageQuery } from "../../../read-input";

const name = z.string().trim().min(1).max(100).optional();

/** The audit trail's query: an exact actor, action or subject, between two moments (the later one excluded). */
export const AuditQuery = PageQuery.extend({
  actor_id: name,
  action: name,
  subject_id: name,
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
});
