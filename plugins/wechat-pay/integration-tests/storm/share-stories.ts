import { call } from "../shopper";
import { insisting, ok, type Scene } from "./scene";

const SHARING = "/admin/wechat-pay/profit-sharing";
const COMPANY = { mch_id: "1900000109", name: "杭州供货有限公司", relation: "SUPPLIER" };
const PART = { mch_id: COMPANY.mch_id, amount_fen: "100", description: "供货款" };
const BACK = { ...PART, amount_fen: "40" };
/** So often somebody looks whether a share has ended, before they leave it to the jobs. */
const LOOKS = 20;

/** What becomes of a payment that companies have a part in. */
export const SHARE_STORIES = ["pay, share", "pay, share, take back", "pay, free the rest"] as const;
export type ShareStory = (typeof SHARE_STORIES)[number];

/** The company that payments are shared with is known before the storm begins. */
export async function admitCompany({ shop, merchant }: Scene): Promise<void> {
  const headers = { authorization: `Bearer ${merchant}` };
  await call(`${shop.origin}${SHARING}/receivers`, { method: "POST", headers, body: COMPANY });
}

/** Shares a payment, takes a part back, or frees what is left of it. Whoever hears an error tries again. */
export async function liveShare(scene: Scene, payment_id: string, story: ShareStory): Promise<void> {
  if (story === "pay, free the rest") {
    await post(scene, "/shares", { kind: "unfreeze", payment_id });
    return;
  }
  await post(scene, "/shares", { kind: "share", payment_id, parts: [PART] });
  if (story === "pay, share, take back") {
    const id = await insisting(scene, async () => await arrivedShare(scene, payment_id), LOOKS);
    if (id) {
      await post(scene, `/shares/${id}/returns`, BACK);
    }
  }
}

async function post(scene: Scene, path: string, body: unknown): Promise<void> {
  const url = `${scene.shop.origin}${SHARING}${path}`;
  const headers = { authorization: `Bearer ${scene.merchant}` };
  await insisting(scene, async () => ok(await call(url, { method: "POST", headers, body })));
}

async function arrivedShare({ shop }: Scene, payment_id: string): Promise<string | undefined> {
  // A server that is killed meanwhile has its job run later.
  await shop.runJob("wechat-pay-follow-shares").catch(() => undefined);
  const { rows } = await shop.pool.query<{ id: string }>(
    `select id from wechat_share where payment_id = $1 and kind = 'share' and outcome = 'succeeded'`,
    [payment_id],
  );
  return rows[0]?.id;
}
