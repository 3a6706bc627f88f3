import type { MedusaResponse } from "@medusajs/framework/http";
import type { z } from "zod";
import { REFUSALS, type Refusal, RefusedError } from "../domain/refusal";

/** Answers `{ type, code, message, field? }`: the one place where codes become statuses. */
export function answerRefusal(res: MedusaResponse, refusal: Refusal): void {
  const { status, type, message } = REFUSALS[refusal.code];
  res.status(status).json({ type, message, ...refusal });
}

/** Turns what a route refuses into its answer; other errors go on to Medusa. */
export function refusing<Request>(handle: (req: Request, res: MedusaResponse) => Promise<void> | void) {
  return async (req: Request, res: MedusaResponse): Promise<void> => {
    try {
      await handle(req, res);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      answerRefusal(res, error.refusal);
    }
  };
}

/** Reads a body or a query. @throws {RefusedError} `invalid_input`, naming the first field that is wrong */
export function readOrRefuse<Shape extends z.ZodType>(shape: Shape, input: unknown): z.output<Shape> {
  const read = shape.safeParse(input ?? {});
  if (read.success) return read.data;
  throw new RefusedError({ code: "invalid_input", field: read.error.issues[0]?.path.join(".") });
}
