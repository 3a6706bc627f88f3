// Runs a scheduled job of a running shop now, through Medusa's own admin route, and waits for its end. Tests use it
// instead of waiting for the job's next turn: what runs is the job itself.

/** @type {Map<string, string>} by origin; a token outlives a restart of its server */
const tokens = new Map();

/**
 * @param {{ origin: string, admin: { email: string, password: string } }} shop
 * @param {string} name the job's own name: `wechat-pay-reconcile-payments`
 * @throws {Error} when there is no such job, or it failed
 */
export async function runJob(shop, name) {
  const token = tokens.get(shop.origin) ?? (await logIn(shop));
  tokens.set(shop.origin, token);
  await post(`${shop.origin}/admin/workflows-executions/job-${name}/run`, {}, token);
}

/** @param {{ origin: string, admin: { email: string, password: string } }} shop @returns {Promise<string>} */
async function logIn(shop) {
  return (await post(`${shop.origin}/auth/user/emailpass`, shop.admin)).token;
}

/** @param {string} url @param {object} body @param {string} [token] */
async function post(url, body, token) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${url}: ${answer.status} ${await answer.text()}`);
  return await answer.json();
}
