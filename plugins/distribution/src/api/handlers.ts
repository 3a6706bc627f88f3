import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { z } from "zod";
import { readInput } from "./read-input";
import { type SaidRefusal, sendRefusal } from "./refusals";

/** Answers a request, or returns why not. */
type Handle<Input> = (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  input: Input,
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler that has answered returns nothing
) => Promise<SaidRefusal | void>;

type Route = (req: AuthenticatedMedusaRequest, res: MedusaResponse) => Promise<void>;

/** A route whose handler may refuse. */
export function answering(handle: Handle<undefined>): Route {
  return async (req, res) => {
    const refused = await handle(req, res, undefined);
    if (refused) sendRefusal(res, refused);
  };
}

/** A route with a body of a shape: what does not fit is refused before the handler sees it. */
export const taking = <Input>(shape: z.ZodType<Input>, handle: Handle<Input>): Route =>
  reading(shape, ({ body }) => body, handle);

/** As `taking`, of the query. */
export const asking = <Input>(shape: z.ZodType<Input>, handle: Handle<Input>): Route =>
  reading(shape, ({ query }) => query, handle);

function reading<Input>(
  shape: z.ZodType<Input>,
  partOf: (req: AuthenticatedMedusaRequest) => unknown,
  handle: Handle<Input>,
): Route {
  return answering(async (req, res) => {
    const input = readInput(shape, partOf(req));
    return input.kind === "refused" ? input : handle(req, res, input.value);
  });
}
