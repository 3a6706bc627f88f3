import type pg from "pg";

/** The part of the driver's connection that COPY needs. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

const CHUNK = 64 * 1_024;

/** Runs `COPY … FROM STDIN` on a connection with text that is ready to send. */
export function copyIn(client: pg.ClientBase, command: string, text: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    const query = {
      submit: (connection: CopyConnection) => connection.query(command),
      handleCopyInResponse: (connection: CopyConnection) => {
        for (let at = 0; at < text.length; at += CHUNK)
          connection.sendCopyFromChunk(text.subarray(at, at + CHUNK));
        connection.endCopyFrom();
      },
      handleError: (error: Error) => {
        failure = error;
        reject(error);
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => {
        if (!failure) resolve();
      },
    };
    client.query(query as unknown as pg.Submittable);
  });
}
