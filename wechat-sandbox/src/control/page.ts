import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { FAULT_KINDS } from "../faults/fault-plan.js";

const WEB_FOLDER = fileURLToPath(new URL("./web/", import.meta.url));

/** Registers `/__control`, the page to choose faults by hand. */
export function registerControlPage(app: FastifyInstance): void {
  const read = (name: string) => readFileSync(`${WEB_FOLDER}${name}`, "utf8");
  const page = read("control.html");
  const script = read("control.js");
  const style = read("control.css");
  app.get("/__control", (_request, reply) => reply.type("text/html; charset=utf-8").send(page));
  app.get("/__control/control.js", (_request, reply) =>
    reply.type("text/javascript; charset=utf-8").send(script),
  );
  app.get("/__control/control.css", (_request, reply) => reply.type("text/css; charset=utf-8").send(style));
  app.get("/__control/fault-kinds", (_request, reply) => reply.send({ kinds: FAULT_KINDS }));
}
