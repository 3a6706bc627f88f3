import type { MedusaRequest } from "@medusajs/framework/http";
import type { AuthenticationInput } from "@medusajs/framework/types";

/** What an auth provider is told of a request: its JSON body. Header, query and cookies play no part in this log-in. */
export function providerInput(req: MedusaRequest): AuthenticationInput {
  const body = typeof req.body === "object" && req.body !== null ? (req.body as Record<string, string>) : {};
  return { url: req.url, headers: {}, query: {}, body, protocol: req.protocol };
}
