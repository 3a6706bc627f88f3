import type { Request } from "express";
import { maskedAddress } from "./masked-address";
import { ofMedusa } from "./of-medusa";

interface Morgan {
  token(name: string, write: (request: Request) => string | undefined): void;
}

/**
 * Masks secrets in the access log. Medusa writes it with morgan, whose words for a request are named and can be said
 * differently: log-ins, invitations and share links come with keys in their address, and pages name it as referrer.
 */
export function maskAccessLog(): void {
  const morgan = ofMedusa<Morgan>("morgan");
  morgan.token("url", ({ originalUrl, url }) => maskedAddress(originalUrl || url));
  morgan.token("referrer", ({ headers }) => {
    const referrer = headers.referer ?? headers.referrer;
    return typeof referrer === "string" ? maskedAddress(referrer) : undefined;
  });
}
