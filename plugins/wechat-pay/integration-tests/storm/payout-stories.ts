import { type Earner, inWechat } from "../earners";
import { call } from "../shopper";
import type { Dice } from "./dice";
import { insisting, ok, type Scene } from "./scene";

const STORIES = [
  ["confirm", 40],
  ["take back", 12],
  ["take back while confirming", 12],
  ["merchant takes back while confirming", 12],
  ["let the day pass", 10],
  ["walk away", 8],
  ["merchant rejects", 6],
] as const;
const SMALLEST_FEN = 1_000;
const PAYOUTS = "/store/distribution/me/payouts";
/** Somebody who has confirmed looks at the page so often whether the money is there. */
const LOOKS = 8;

/** What one payout will live through. */
export interface PayoutFate {
  readonly story: (typeof STORIES)[number][0];
  readonly fen: number;
  /** The request's own key: asked again after an error, it is the same payout. */
  readonly key: string;
}

/** The fates of so many payouts of every earner, the same for the same dice. */
export function castPayouts(dice: Dice, earners: number, each: number): PayoutFate[][] {
  return Array.from({ length: earners }, (_, earner) =>
    Array.from({ length: each }, (_, place) => ({
      story: dice.oneOf(STORIES),
      fen: SMALLEST_FEN + Math.floor(dice.throw() * 500),
      key: `storm-${earner}-${place}`,
    })),
  );
}

interface Shown {
  readonly payout: { readonly id: string; readonly outward_number: string; readonly state: string };
}

/** Takes commission out, one payout after the other: one may be under way at a time, and waits for its turn. */
export async function livePayouts(scene: Scene, earner: Earner, fates: readonly PayoutFate[]): Promise<void> {
  for (const fate of fates) {
    await insisting(scene, async () => ((await livePayout(scene, earner, fate)) ? true : undefined));
  }
}

/** @returns false while an earlier payout is under way */
async function livePayout(scene: Scene, earner: Earner, fate: PayoutFate): Promise<boolean> {
  const wanted = { amount_fen: String(fate.fen), idempotency_key: fate.key };
  const asked = await insisting(scene, async () => {
    const answer = await earner.page.post<Shown>(PAYOUTS, wanted);
    return ok(answer) && answer;
  });
  if (asked?.status === 409) {
    return false;
  }
  if (asked && asked.status < 300) {
    const { id, outward_number: number } = asked.body.payout;
    await decide(scene, id, fate);
    await act(scene, { earner, id, number }, fate);
  }
  return true;
}

async function decide(scene: Scene, id: string, { story }: PayoutFate): Promise<void> {
  const isRejected = story === "merchant rejects";
  await asMerchant(
    scene,
    `/distribution/payouts/${id}/${isRejected ? "reject" : "approve"}`,
    isRejected ? { reason: "资料不全" } : {},
  );
}

interface Told {
  readonly earner: Earner;
  readonly id: string;
  readonly number: string;
}

async function act(scene: Scene, told: Told, { story }: PayoutFate): Promise<void> {
  const confirm = async (): Promise<void> => await inWechat(scene.shop, told, "confirm");
  switch (story) {
    case "walk away":
    case "merchant rejects":
      return;
    case "let the day pass":
      await inWechat(scene.shop, told, "expire");
      break;
    case "take back":
      await takeBack(scene, told);
      break;
    case "take back while confirming":
      await Promise.all([confirm(), takeBack(scene, told)]);
      break;
    case "merchant takes back while confirming":
      await Promise.all([confirm(), merchantTakesBack(scene, told)]);
      break;
    default:
      await confirm();
  }
  await lookUntilOver(scene, told, confirm);
}

async function takeBack(scene: Scene, { earner, id }: Told): Promise<void> {
  await insisting(scene, async () => ok(await earner.page.post(`${PAYOUTS}/${id}/cancel`)));
}

async function merchantTakesBack(scene: Scene, { number }: Told): Promise<void> {
  const { rows } = await scene.shop.pool.query<{ id: string }>(
    "select id from wechat_transfer where out_bill_no = $1",
    [number],
  );
  if (rows[0]) {
    await asMerchant(scene, `/wechat-pay/transfers/${rows[0].id}/cancel`, {});
  }
}

/** Whoever looks at the payout asks WeChat on the way; one that asks for a confirmation again gets it. */
async function lookUntilOver(
  scene: Scene,
  { earner, id }: Told,
  confirm: () => Promise<void>,
): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    await scene.serverUp();
    const state = await insisting(scene, async () => {
      const answer = await earner.page.look<Shown>(`${PAYOUTS}/${id}`);
      return ok(answer) && answer.body.payout?.state;
    });
    if (state !== "transferring") {
      return;
    }
    await confirm();
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function asMerchant(scene: Scene, path: string, body: unknown): Promise<void> {
  const headers = { authorization: `Bearer ${scene.merchant}` };
  await insisting(scene, async () => {
    return ok(await call(`${scene.shop.origin}/admin${path}`, { method: "POST", body, headers }));
  });
}

/** Ends what people left: the merchant agrees to what still waits, and WeChat lets every open day pass. */
export async function endPayouts(scene: Scene): Promise<void> {
  const { rows } = await scene.shop.pool.query<{ id: string; number: string; state: string }>(
    `select id, outward_number as number, state from distribution.payout
      where state in ('requested', 'transferring')`,
  );
  for (const { id, number, state } of rows) {
    if (state === "requested") {
      await asMerchant(scene, `/distribution/payouts/${id}/approve`, {});
    }
    await inWechat(scene.shop, { number }, "expire");
  }
}
