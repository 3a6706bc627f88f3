import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { PayRefusal } from "../pay/pay-refusal.js";
import type { StateStore } from "../state/state-store.js";

/** A refusal of the control API: `{code, message}`. */
export class ControlRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

type Work = (input: {
  parameters: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
}) => unknown | Promise<unknown>;
/** Makes a route's handler of what the call is to do. */
export type Serve = (work: Work) => (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** JSON in, JSON out; what was answered is on disk. */
export function serveControl(store: StateStore): Serve {
  return (work) => async (request, reply) => {
    try {
      const result = await work({
        parameters: request.params as Record<string, string>,
        query: request.query as Record<string, string>,
        body: request.body ?? {},
      });
      await store.saved();
      return reply.send(result);
    } catch (error) {
      if (error instanceof z.ZodError) {
        return reply.code(400).send({ code: "PARAM_ERROR", message: z.prettifyError(error) });
      }
      if (error instanceof ControlRefusal || error instanceof PayRefusal) {
        return reply.code(error.status).send({ code: error.code, message: error.message });
      }
      throw error;
    }
  };
}
