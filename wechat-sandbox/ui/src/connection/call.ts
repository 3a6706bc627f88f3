/** Calls this WeChat; every answer is JSON. @throws Error with the answer's message when it was refused */
export async function call<Result>(method: string, path: string, body?: unknown): Promise<Result> {
  const response = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Result & { code?: string; message?: string };
  if (!response.ok) throw new Error(answer.message ?? answer.code ?? String(response.status));
  return answer;
}
