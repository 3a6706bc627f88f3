import { randomUUID } from "node:crypto";
import type { NextFunction, Request, Response } from "express";

const GIVEN = /^[\w.-]{8,64}$/;

/**
 * Gives every request an id: Medusa logs it, the answer carries it, so that a shopper's screen leads to a line of the
 * log. A trusted proxy may have given one; anybody else's word would let them write into the log.
 */
export function nameRequest(request: Request, response: Response, next: NextFunction): void {
  const given = request.headers["x-request-id"];
  const trusts: (address: string | undefined, hop: number) => boolean = request.app.get("trust proxy fn");
  const isBelieved =
    typeof given === "string" && GIVEN.test(given) && trusts(request.socket.remoteAddress, 0);
  const id = isBelieved ? given : randomUUID();
  request.headers["x-request-id"] = id;
  response.setHeader("X-Request-Id", id);
  next();
}
