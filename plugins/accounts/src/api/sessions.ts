import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { countedAddress } from "@tengman/values";
import { deviceOf, networkOf } from "../domain/device";
import { hashOfToken } from "../modules/accounts/service";
import type { Session } from "../modules/accounts/session-store";
import { accountsOf } from "../workflows/personal-data";

interface Claims {
  actor_type?: string;
  actor_id?: string;
  auth_identity_id?: string;
  auth_provider?: string;
  iat?: number;
  exp?: number;
}

type Request = MedusaRequest & { auth_context?: Claims };

/** The token in a request's header, or undefined. */
export function bearerOf({
  headers,
}: {
  headers: { authorization?: string | undefined };
}): string | undefined {
  return /^bearer\s+(\S+)$/i.exec(headers.authorization?.trim() ?? "")?.[1];
}

function claimsOf(token: string): Claims {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8") || "{}") as Claims;
}

/**
 * Makes the token of a log-in that was ended no token, and notes each that Medusa let in: whose it is, on what device.
 * Only then is its signature known to be good.
 */
export async function followSessions(
  req: Request,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const token = bearerOf(req);
  if (token === undefined) return next();
  if (await accountsOf(req.scope).hasEnded(token, new Date())) {
    delete req.headers.authorization;
    delete req.auth_context;
    return next();
  }
  res.on("finish", () => {
    void note(req, token).catch((error: unknown) => {
      const reason = error instanceof Error ? error.name : "unknown";
      req.scope.resolve(ContainerRegistrationKeys.LOGGER).error(`A log-in was not noted: ${reason}`);
    });
  });
  next();
}

async function note(req: Request, token: string): Promise<void> {
  const { actor_type, actor_id, auth_identity_id } = req.auth_context ?? {};
  if (actor_type !== "customer" || !actor_id || !auth_identity_id) return;
  const { auth_provider, iat = 0, exp = 0 } = claimsOf(token);
  await accountsOf(req.scope).note(
    {
      token_hash: hashOfToken(token),
      auth_identity_id,
      customer_id: actor_id,
      provider: auth_provider ?? "",
      device: deviceOf(req.get("user-agent") ?? ""),
      network: networkOf(countedAddress(req.ip ?? "")),
      issued_at_s: iat,
      expires_at_s: exp,
    },
    new Date(),
  );
}

/** mall's `customerSessions`. */
interface CustomerSessions {
  hasEnded(
    claims: { auth_identity_id: string; issued_at_s: number },
    token: undefined,
    now: Date,
  ): Promise<boolean>;
}

/** Whether a log-in ended with all others of its account. */
export async function endedBefore(
  { scope }: Pick<MedusaRequest, "scope">,
  { auth_identity_id, issued_at_s }: Session,
  now: Date,
): Promise<boolean> {
  const sessions = scope.resolve<CustomerSessions | undefined>("customerSessions", {
    allowUnregistered: true,
  });
  return (
    (await sessions?.hasEnded({ auth_identity_id, issued_at_s: Number(issued_at_s) }, undefined, now)) ??
    false
  );
}
