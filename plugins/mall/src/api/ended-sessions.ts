import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { claimsOf, customerClaims } from "../domain/session-end";
import { CUSTOMER_SESSIONS_MODULE } from "../modules/customer-sessions";
import type { CustomerSessionsService } from "../modules/customer-sessions/service";

type Request = MedusaRequest & { auth_context?: unknown; session?: { auth_context?: unknown } };

/** The token in a request's header, or undefined. */
export function bearerOf({
  headers,
}: {
  headers: { authorization?: string | undefined };
}): string | undefined {
  return /^bearer\s+(\S+)$/i.exec(headers.authorization?.trim() ?? "")?.[1];
}

/**
 * Makes a token that ended with a log-out no token: what is public is answered as to anybody, all else 401. Medusa has
 * verified nothing yet or everything; either way the same claims are looked up.
 */
export async function refuseEndedSessions(
  req: Request,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const token = bearerOf(req);
  const claims = token === undefined ? customerClaims(req.session?.auth_context) : claimsOf(token);
  if (claims && (await sessionsOf(req).hasEnded(claims, token, new Date()))) {
    delete req.headers.authorization;
    delete req.auth_context;
    if (req.session) delete req.session.auth_context;
  }
  next();
}

/** Who keeps log-outs. */
export function sessionsOf({ scope }: Pick<MedusaRequest, "scope">): CustomerSessionsService {
  return scope.resolve<CustomerSessionsService>(CUSTOMER_SESSIONS_MODULE);
}
