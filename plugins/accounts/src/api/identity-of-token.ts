import { getAuthContextFromJwtToken, type MedusaRequest } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { isFresh } from "../domain/identity";

/** The identity that a token of this shop, issued a moment ago, stands for; null for any other. */
export function identityOfToken({ scope }: MedusaRequest, token: string, now: Date): string | null {
  const { http } = scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig;
  const context = getAuthContextFromJwtToken(
    `Bearer ${token}`,
    http.jwtSecret ?? "",
    ["bearer"],
    ["customer"],
    http.jwtPublicKey,
    http.jwtVerifyOptions ?? http.jwtOptions,
  );
  if (!context?.auth_identity_id) return null;
  const { iat } = context as { iat?: number };
  return isFresh(iat ?? 0, now.getTime() / 1_000) ? context.auth_identity_id : null;
}
