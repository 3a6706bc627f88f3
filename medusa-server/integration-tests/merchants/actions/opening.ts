import type { World } from "../world";
import { addProduct } from "./goods";

const SHOPPERS = ["买家甲", "买家乙", "买家丙", "买家丁", "分销商戊", "分销商己"];
/** Who invited whom: a chain of two tiers, and friends of both. */
const INVITERS: readonly (readonly [friend: number, inviter: number])[] = [
  [5, 4],
  [0, 4],
  [1, 5],
  [2, 5],
];
const PRICES_YUAN = [19.9, 50, 198, 0.01, 33.33, 88];

/** Stocks the shop, lets people in, and lets two of them distribute. */
export async function openShop(world: World): Promise<void> {
  await world.wechat("POST", "/settings", {
    refund_settle_ms: 50,
    transfer_settle_ms: 50,
    refund_rate: 10_000,
  });
  await world.wechat("POST", "/funds", { account: "OPERATION", balance: 100_000_000 });
  for (const price of PRICES_YUAN) await addProduct(world, price);
  for (const name of SHOPPERS) await world.comeIn(name);
  for (const place of [4, 5]) await join(world, place);
  for (const [friend, inviter] of INVITERS) await bind(world, friend, inviter);
}

async function join(world: World, place: number): Promise<void> {
  const person = world.person(place);
  const { body } = await person.ask<{ program: { agreement: { version: string } } }>(
    "GET",
    "/store/distribution/program",
  );
  const joined = await person.ask<{ distributor: { id: string } }>("POST", "/store/distribution/me", {
    agreement_version: body.program.agreement.version,
  });
  const shared = await person.ask<{ share_token: { token: string } }>(
    "POST",
    "/store/distribution/share-tokens",
    {
      target: { type: "shop" },
    },
  );
  person.distributor = {
    id: joined.body.distributor.id,
    state: "active",
    share_token: shared.body.share_token.token,
  };
}

async function bind(world: World, friend: number, inviter: number): Promise<void> {
  const share_token = world.person(inviter).distributor?.share_token;
  const { status, body } = await world
    .person(friend)
    .ask("POST", "/store/distribution/bindings", { share_token });
  if (status >= 300) throw new Error(`binding failed: ${status} ${JSON.stringify(body)}`);
  world.person(friend).inviter = inviter;
}

/** A resident's number that its own last digit proves. */
export function idNumber(place: number): string {
  const first = `11010119900307${String(100 + place)}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first[at]), 0);
  return `${first}${"10X98765432"[sum % 11]}`;
}
