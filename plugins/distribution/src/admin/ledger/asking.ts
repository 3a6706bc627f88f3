/** A page of a list that is walked by cursor. */
export interface CursorPage {
  next_cursor?: string;
}

/** What the server said in Chinese; what it did not say is a number. */
export class AskingFailed extends Error {}

/** Asks the merchant's routes. @throws AskingFailed with words for the merchant */
export async function askAdmin<T>(method: "GET" | "POST", path: string, body?: object): Promise<T> {
  const answer = await fetch(`/admin/distribution/${path}`, {
    method,
    credentials: "include",
    headers: { accept: "application/json", "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const said = (await answer.json().catch(() => null)) as { message?: string } | null;
  if (!answer.ok) throw new AskingFailed(said?.message ?? `请求失败（${answer.status}）`);
  return said as T;
}

/** A query string of what is set. */
export function queryOf(wanted: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  return query.toString();
}
