import Medusa from "@medusajs/js-sdk";

/** Medusa's own client, with the session of whoever is logged in to the admin. */
export const sdk = new Medusa({ baseUrl: "/", auth: { type: "session" } });

/** What a query may hold; what is undefined or empty is left out. */
export type Query = Readonly<Record<string, string | number | undefined>>;

/** Only what is set. */
export function setOnly(query: Query): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined || value === "" ? [] : [[name, value]],
    ),
  );
}

/** Reads an admin route. @throws Medusa's FetchError, whose message is the server's own words */
export function read<Answer>(path: string, query: Query = {}): Promise<Answer> {
  return sdk.client.fetch<Answer>(path, { query: setOnly(query) });
}

/** The client reads JSON wherever it is asked for, also of a command that has nothing to say and answers 204. */
const ANY_ANSWER = { accept: "*/*" };

/** Sends a command to an admin route. @throws Medusa's FetchError, whose message is the server's own words */
export async function send<Answer>(path: string, body: object = {}): Promise<Answer> {
  const answer = await sdk.client.fetch<Response>(path, { method: "POST", body, headers: ANY_ANSWER });
  return (answer.status === 204 ? undefined : await answer.json()) as Answer;
}

/** Removes what an admin route names. @throws Medusa's FetchError, whose message is the server's own words */
export async function remove(path: string): Promise<void> {
  await sdk.client.fetch(path, { method: "DELETE", headers: ANY_ANSWER });
}

/** A refusal with its stable code and the field it is about. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly field: string | undefined,
  ) {
    super(message);
  }
}

/**
 * Sends a command whose refusal a form has to place: Medusa's client keeps only the message of a refusal.
 * @throws Refusal with code and field
 */
export async function sendForm<Answer>(path: string, body: object): Promise<Answer> {
  const answer = await fetch(path, {
    method: "POST",
    credentials: "include",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Refusal(said.message ?? `HTTP ${answer.status}`, said.code ?? "", said.field);
  }
  return said;
}
