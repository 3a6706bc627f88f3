/** Posts to the merchant's API. @throws {Error} with the server's own words */
export async function postAdmin(path: string, body: unknown): Promise<void> {
  const response = await fetch(`/admin/wechat-pay/${path}`, {
    method: "POST",
    credentials: "include",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    const answer = (await response.json().catch(() => ({}))) as { message?: string };
    throw new Error(answer.message ?? String(response.status));
  }
}
