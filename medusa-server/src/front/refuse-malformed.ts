import type { NextFunction, Request, Response } from "express";
import { malformedIn } from "./malformed";
import { wordingOf } from "./refusal-words";
import { isApi, pathOf } from "./surfaces";

/** Answers 400 to addresses that nobody can mean, before a router or the database stumbles over them. */
export function refuseMalformed(request: Request, response: Response, next: NextFunction): void {
  const api = isApi(pathOf(request.url));
  const malformed = malformedIn(request.url, api);
  if (malformed === undefined) {
    next();
    return;
  }
  response.status(400);
  if (api) response.json({ ...wordingOf(400), ...malformed });
  else response.type("text/plain").send("Bad request");
}
