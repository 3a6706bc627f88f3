import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { z } from "zod";
import { encodeCursor, type PageCursor } from "../modules/distribution/database/page-cursor";
import { readCursor, readInput } from "./read-input";
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

/** As `asking`, of a list: the handler is told after which row its page begins, null for the first. */
export const listing = <Input extends { cursor?: string | undefined }>(
  shape: z.ZodType<Input>,
  handle: Handle<Omit<Input, "cursor"> & { after: PageCursor | null }>,
): Route =>
  asking(shape, async (req, res, { cursor, ...input }) => {
    const start = readCursor(cursor);
    return start.kind === "refused" ? start : handle(req, res, { ...input, after: start.after });
  });

/**
 * The page of rows of which one more was read than it may have, and where the next one begins.
 * @param cursorOf where the page's last row stands, or the cursor that says so
 */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (last: Row) => string | PageCursor,
): { page: Row[]; next: { next_cursor?: string } } {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  if (last === undefined) return { page, next: {} };
  const cursor = cursorOf(last);
  return { page, next: { next_cursor: typeof cursor === "string" ? cursor : encodeCursor(cursor) } };
}

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
