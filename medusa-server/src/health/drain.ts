import type { Server } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

/** How long requests under way may take before their connections are closed all the same. */
const LONGEST_REQUEST_MS = 30_000;

/**
 * Ends a server without failing a request. First it goes on serving while whoever sends it requests learns that it is
 * not ready, and each answer retires its connection; then it accepts no more and waits for what is under way.
 * @param notice_ms how long a proxy takes to notice
 */
export async function drain(server: Server, notice_ms: number): Promise<void> {
  server.prependListener("request", (_request, response) => {
    response.setHeader("Connection", "close");
  });
  await delay(notice_ms);
  const limit = setTimeout(() => server.closeAllConnections(), LONGEST_REQUEST_MS);
  // Node closes the connections on which nobody waits for an answer.
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(limit);
}
