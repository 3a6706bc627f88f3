import { call, type PlacedOrder, type Shopper } from "../shopper";
import type { Dice } from "./dice";
import { isMerchantStory, liveMerchant, MERCHANT_STORIES } from "./merchant-stories";
import { asMerchant, insisting, ok, type Scene } from "./scene";
import { liveShare, SHARE_STORIES, type ShareStory } from "./share-stories";

const STORIES = [
  ["pay", 35],
  ["pay, refund all", 15],
  ["pay, refund twice in part", 10],
  ["pay, refund all twice at once", 5],
  ["cancel", 8],
  ["cancel while paying", 10],
  ["merchant cancels while paying", 8],
  ["change the channel, then pay", 5],
  ["walk away", 4],
  ["pay, share", 4],
  ["pay, share, take back", 4],
  ["pay, free the rest", 3],
  ...MERCHANT_STORIES,
] as const;
const CHANNELS = [
  ["jsapi", 60],
  ["native", 20],
  ["h5", 20],
] as const;

export type Story = (typeof STORIES)[number][0];
type Channel = (typeof CHANNELS)[number][0];

/** What one order will live through. */
export interface Fate {
  readonly story: Story;
  readonly channel: Channel;
  readonly shopper: number;
}

/** The fates of so many orders, the same for the same dice. */
export function castFates(dice: Dice, orders: number, shoppers: number): Fate[] {
  return Array.from({ length: orders }, () => ({
    story: dice.oneOf(STORIES),
    channel: dice.oneOf(CHANNELS),
    shopper: Math.floor(dice.throw() * shoppers),
  }));
}

/** Lives through one fate. People give up; what must never be wrong is checked afterwards. */
export async function live(scene: Scene, fate: Fate): Promise<void> {
  const shopper = scene.shoppers[fate.shopper];
  const placed = shopper && (await insisting(scene, async () => await shopper.tryToPlaceOrder()));
  if (!shopper || !placed || !(await present(scene, shopper, placed, fate.channel))) {
    return;
  }
  switch (fate.story) {
    case "walk away":
      return;
    case "cancel":
      await cancel(scene, shopper, placed);
      return;
    case "cancel while paying":
      await Promise.all([pay(scene, placed), cancel(scene, shopper, placed)]);
      return;
    case "merchant cancels while paying":
      await Promise.all([pay(scene, placed), asMerchant(scene, `/orders/${placed.order.id}/cancel`, {})]);
      return;
    case "change the channel, then pay":
      await present(scene, shopper, placed, fate.channel === "native" ? "h5" : "native");
      await pay(scene, placed);
      return;
    default:
      await pay(scene, placed);
      await afterwards(scene, placed, fate.story);
  }
}

async function present(
  scene: Scene,
  shopper: Shopper,
  placed: PlacedOrder,
  channel: Channel,
): Promise<boolean> {
  const path =
    channel === "jsapi"
      ? `/store/mall/orders/${placed.order.id}/payment`
      : `/store/wechat-pay/payment-sessions/${placed.session}/present`;
  return (await insisting(scene, async () => ok(await shopper.post(path, { channel })))) ?? false;
}

async function cancel(scene: Scene, shopper: Shopper, placed: PlacedOrder): Promise<void> {
  const path = `/store/mall/orders/${placed.order.id}/cancel`;
  await insisting(scene, async () => ok(await shopper.post(path)));
}

async function pay({ shop }: Scene, placed: PlacedOrder): Promise<void> {
  const { rows } = await shop.pool.query<{ number: string }>(
    `select data->>'out_trade_no' as number from payment_session where id = $1`,
    [placed.session],
  );
  const control = `${shop.wechatOrigin}/__control`;
  const { body } = await call<{ people: { openid: string }[] }>(`${control}/people`);
  // 409: closed in the meantime.
  await call(`${control}/orders/${rows[0]?.number}/pay`, {
    method: "POST",
    body: { openid: body.people[0]?.openid },
  });
}

const isShare = (story: Story): story is ShareStory => SHARE_STORIES.some((one) => one === story);

async function afterwards(scene: Scene, placed: PlacedOrder, story: Story): Promise<void> {
  const paymentId =
    story === "pay"
      ? undefined
      : await insisting(scene, async () => await capturedPayment(scene, placed), 40);
  if (!paymentId) {
    return;
  }
  if (isShare(story)) {
    await liveShare(scene, paymentId, story);
  } else if (isMerchantStory(story)) {
    await liveMerchant(scene, placed.order, paymentId, story);
  } else {
    await refund(scene, paymentId, story);
  }
}

async function refund(scene: Scene, paymentId: string, story: Story): Promise<void> {
  const path = `/payments/${paymentId}/refund`;
  if (story === "pay, refund twice in part") {
    await asMerchant(scene, path, { amount: 1.23 });
    await asMerchant(scene, path, { amount: 2.01 });
  } else if (story === "pay, refund all twice at once") {
    await Promise.all([asMerchant(scene, path, {}), asMerchant(scene, path, {})]);
  } else {
    await asMerchant(scene, path, {});
  }
}

async function capturedPayment({ shop }: Scene, placed: PlacedOrder): Promise<string | undefined> {
  const { rows } = await shop.pool.query<{ id: string }>(
    `select id from payment where payment_session_id = $1 and captured_at is not null`,
    [placed.session],
  );
  return rows[0]?.id;
}
