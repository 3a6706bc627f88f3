import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { isStorable } from "@tengman/values";
import type { z } from "zod";
import { REFUSALS, RefusedError } from "../domain/refusal";
import { readSegment, type Segment } from "../domain/segment";
import type { Change } from "../modules/crm/storage/tag-store";

const TYPES: Readonly<Record<number, string>> = { 400: "invalid_data", 404: "not_found", 409: "not_allowed" };

/** Turns what a route refuses into an answer `{ type, code, message, field? }`; other errors go on to Medusa. */
export function refusing(handle: (req: AuthenticatedMedusaRequest, res: MedusaResponse) => Promise<void>) {
  return async (req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> => {
    try {
      await handle(req, res);
    } catch (error) {
      if (!(error instanceof RefusedError)) {
        throw error;
      }
      const { code, field } = error;
      const { status, message } = REFUSALS[code];
      res.status(status).json({ type: TYPES[status], code, message, ...(field ? { field } : {}) });
    }
  };
}

/** Reads a body or a query. @throws RefusedError `invalid_input` naming the first field that is wrong */
export function readOrRefuse<Shape extends z.ZodType>(shape: Shape, input: unknown): z.output<Shape> {
  const read = shape.safeParse(input ?? {});
  if (read.success) {
    return read.data;
  }
  const issue = read.error.issues[0];
  const key = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  throw new RefusedError(
    "invalid_input",
    [...(issue?.path ?? []), ...(key ? [key] : [])].map(String).join("."),
  );
}

/** Reads a segment; null where the whole shop is meant. @throws RefusedError `segment_invalid` with its field */
export function readExpression(input: unknown, path = "expression"): Segment | null {
  if (input === null || input === undefined) {
    return null;
  }
  const read = readSegment(input, path);
  if (read.kind === "refused") {
    throw new RefusedError("segment_invalid", read.field);
  }
  return read.segment;
}

/** A path parameter; empty, and so nothing's, when no id could be stored like that. */
export function idOf(req: { params: Record<string, string | undefined> }, name = "id"): string {
  const value = req.params[name] ?? "";
  return isStorable(value) ? value : "";
}

/** Who changes something, now. */
export const changeOf = (req: AuthenticatedMedusaRequest): Change => ({
  actor_id: req.auth_context.actor_id,
  now: new Date(),
});
