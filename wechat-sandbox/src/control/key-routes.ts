import type { FastifyInstance } from "fastify";
import type { PlatformCertificate, PlatformCertificates } from "../state/platform-certificates.js";
import { ControlRefusal, type Serve } from "./serve.js";

/** What WeChat signs with, besides its public key. */
export interface KeyControlRoom {
  certificates: PlatformCertificates;
}

/** Registers the rotation of platform certificates: announce the next, sign with it, withdraw the old. */
export function registerKeys(app: FastifyInstance, { certificates }: KeyControlRoom, serve: Serve): void {
  const shown = () => ({
    signing: certificates.signing().serial_no,
    certificates: certificates.list().map(facts),
  });
  const refused = (message: string) => new ControlRefusal(409, "CERTIFICATE", message);
  app.get(
    "/__control/certificates",
    serve(() => shown()),
  );
  app.post(
    "/__control/certificates",
    serve(() => {
      certificates.list();
      const announced = certificates.announce();
      return { announced: announced.serial_no, ...shown() };
    }),
  );
  app.post(
    "/__control/certificates/:serial/sign",
    serve(({ parameters }) => {
      if (!certificates.signWith(parameters.serial ?? "")) throw refused("there is no such certificate");
      return shown();
    }),
  );
  app.delete(
    "/__control/certificates/:serial",
    serve(({ parameters }) => {
      if (!certificates.withdraw(parameters.serial ?? "")) {
        throw refused("there is no such certificate, or it is the one that signs");
      }
      return shown();
    }),
  );
}

function facts({ serial_no, effective_at, expires_at }: PlatformCertificate): Record<string, unknown> {
  return { serial_no, effective_at, expires_at };
}
