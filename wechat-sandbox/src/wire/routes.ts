import type { FastifyInstance } from "fastify";
import type { Serve } from "../control/serve.js";
import type { WireLog } from "./wire-log.js";

/** Registers what people read the wire with. */
export function registerWire(app: FastifyInstance, wire: WireLog, serve: Serve): void {
  app.get(
    "/__control/wire",
    serve(({ query }) => ({ entries: wire.read(query.number || undefined) })),
  );
  app.delete(
    "/__control/wire",
    serve(() => {
      wire.empty();
      return { entries: [] };
    }),
  );
}
