import { afterAll, beforeAll } from "vitest";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";
import { describeRights } from "./access/rights";
import { makeWorld, OWNERS_AND_CLERKS, type World } from "./access/world";

let shop: TestShop;
let world: World;

beforeAll(async () => {
  shop = await openTestShop({
    name: "access",
    extraEnvironment: {
      DISTRIBUTION_PAYOUT_PROVIDER: "manual",
      DISTRIBUTION_IDENTITY_KEY: Buffer.alloc(32, 7).toString("base64"),
      SHOP_ADMIN_PERMISSIONS: JSON.stringify(OWNERS_AND_CLERKS),
    },
  });
  world = await makeWorld(shop);
}, 300_000);
afterAll(() => shop?.close());

describeRights(() => ({ shop, world }));
