import { claimsOf } from "../../../../../domain/session-end";
import { bearerOf, sessionsOf } from "../../../../ended-sessions";
import { refusing, type ShopperRequest } from "../../../../refusals";

/** Logs out: every token of this person that was issued until now ends, on every device and every server. 204. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const token = bearerOf(req) ?? "";
  const claims = claimsOf(token);
  if (claims) await sessionsOf(req).end(claims, token, new Date());
  res.status(204).end();
});
