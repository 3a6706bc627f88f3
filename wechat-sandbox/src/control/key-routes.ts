import type { FastifyInstance } from "fastify";
import type { PlatformCertificate, PlatformCertificates } from "../state/platform-certificates.js";
import type { PublicKeys } from "../state/public-keys.js";
import { ControlRefusal, type Serve } from "./serve.js";

/** What WeChat signs with. */
export interface KeyControlRoom {
  certificates: PlatformCertificates;
  public_keys: PublicKeys;
}

/** Registers the rotation of WeChat's keys of both kinds. */
export function registerKeys(app: FastifyInstance, room: KeyControlRoom, serve: Serve): void {
  registerPublicKeys(app, room.public_keys, serve);
  registerCertificates(app, room.certificates, serve);
}

/** A public key's replacement: announce it, sign with it; the old one goes on for whoever names it. */
function registerPublicKeys(app: FastifyInstance, keys: PublicKeys, serve: Serve): void {
  const shown = () => ({
    signing: keys.signing().id,
    public_keys: keys.list().map(({ id, public_key }) => ({ public_key_id: id, public_key })),
  });
  app.get(
    "/__control/public-keys",
    serve(() => shown()),
  );
  app.post(
    "/__control/public-keys",
    serve(() => {
      const { id, public_key } = keys.announce();
      return { announced: { public_key_id: id, public_key }, ...shown() };
    }),
  );
  app.post(
    "/__control/public-keys/:id/sign",
    serve(({ parameters }) => {
      if (!keys.signWith(parameters.id ?? "")) {
        throw new ControlRefusal(409, "PUBLIC_KEY", "there is no such public key");
      }
      return shown();
    }),
  );
}

/** A platform certificate's rotation: announce the next, sign with it, withdraw the old. */
function registerCertificates(app: FastifyInstance, certificates: PlatformCertificates, serve: Serve): void {
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
