import { createHash, randomBytes } from "node:crypto";
import { Chance } from "../../../plugins/distribution/integration-tests/simulation/chance";
import type { TestShop } from "../../../scripts/local/test-shop.mjs";
import { refusalFaults } from "./checks/refusal";
import { changesBetween, type Digest, digestOf, type Thing } from "./digest";
import type { OrderRecord, PersonRecord, ProductRecord } from "./model";
import { type Answer, type Ask, Wire } from "./wire";

/** Where the merchant sends goods from, to whom and through which channel: what seeding made. */
export interface Premises {
  readonly location_id: string;
  readonly channel_id: string;
  readonly profile_id: string;
  readonly freight_option_id: string;
  readonly region_id: string;
}

/** The same amount twice within ten seconds is taken for a double click, whatever the model counts on. */
const REPEATED = "refund_repeated";
/** What stays as it is for so long is no longer followed up. */
const SETTLED_AFTER_MS = 150;

/** Everything merchants and shoppers of a run know: the shop, the people and what was done so far. */
export class World {
  readonly orders: OrderRecord[] = [];
  readonly people: PersonRecord[] = [];
  readonly products: ProductRecord[] = [];
  /** Promotions, price lists, campaigns and other things a run made, by kind. */
  readonly made = new Map<string, string[]>();
  /** Orders that something was done to since the shop last rested, by id. */
  readonly unrested = new Set<string>();
  readonly #unsettled = new Set<string>();
  readonly #faults: string[] = [];

  private constructor(
    readonly shop: TestShop,
    readonly wire: Wire,
    readonly guest: Ask,
    readonly merchant: Ask,
    readonly premises: Premises,
    readonly key: string,
  ) {}

  static async open(shop: TestShop): Promise<World> {
    const wire = new Wire(shop.origin);
    const page = await (await fetch(`${shop.origin}/`)).text();
    const config = /<script id="shop-config" type="application\/json">(.*?)<\/script>/.exec(page)?.[1];
    const key = String(JSON.parse(config ?? "{}").publishable_key);
    const guest = wire.as("guest", { "x-publishable-api-key": key });
    const { body } = await wire.as("merchant", {})<{ token: string }>(
      "POST",
      "/auth/user/emailpass",
      shop.admin,
    );
    const merchant = wire.as("merchant", { authorization: `Bearer ${body.token}` });
    return new World(shop, wire, guest, merchant, await premisesOf(merchant), key);
  }

  /** Something that should not be. */
  fault(what: string): void {
    this.#faults.push(what);
  }

  /** What should not be, since the last call. */
  takeFaults(): string[] {
    return [...this.wire.takeTroubles(), ...this.#faults.splice(0)];
  }

  /**
   * Does what may be refused. A refusal must be readable and must have changed nothing.
   * @param possible why it has to succeed, by the model; otherwise both answers are right
   */
  async attempt<Body>(
    thing: Thing,
    ask: () => Promise<Answer<Body>>,
    possible?: string,
  ): Promise<Answer<Body>> {
    const before = await this.#settledDigest(thing);
    const answer = await ask();
    if (answer.status < 300) return answer;
    const { code } = (answer.body ?? {}) as { code?: unknown };
    if (possible && code !== REPEATED)
      this.fault(`${possible}, but the answer is ${answer.status} ${JSON.stringify(answer.body)}`);
    const changed = changesBetween(before, await digestOf(this.shop.pool, thing));
    for (const fault of refusalFaults(answer, changed)) this.fault(fault);
    return answer;
  }

  /** Something was done to an order: what follows from it may still be under way, and it is compared when the shop rests. */
  touch(order_id: string): void {
    this.unrested.add(order_id);
    this.#unsettled.add(order_id);
  }

  /** A thing before a request. What follows from an earlier step must not look as if this request had done it. */
  async #settledDigest(thing: Thing): Promise<Digest> {
    let digest = await digestOf(this.shop.pool, thing);
    if (thing.kind !== "order" || !this.#unsettled.delete(thing.id)) return digest;
    await soon(async () => {
      await new Promise((resolve) => setTimeout(resolve, SETTLED_AFTER_MS));
      const earlier = digest;
      digest = await digestOf(this.shop.pool, thing);
      return changesBetween(earlier, digest).length === 0;
    });
    return digest;
  }

  /** Remembers something that a later step may change. */
  remember(kind: string, id: string | undefined): void {
    if (id) this.made.set(kind, [...(this.made.get(kind) ?? []), id]);
  }

  /** Forgets something that is gone. */
  forget(kind: string, id: string): void {
    this.made.set(
      kind,
      (this.made.get(kind) ?? []).filter((one) => one !== id),
    );
  }

  /** Asks the local WeChat. */
  async wechat<Body>(method: string, path: string, body?: unknown): Promise<Answer<Body>> {
    const response = await fetch(`${this.shop.wechatOrigin}/__control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Body };
  }

  /** Somebody new comes into the shop through WeChat. */
  async comeIn(nickname: string): Promise<PersonRecord> {
    const { body } = await this.wechat<{ person: { openid: string } }>("POST", "/people", {
      nickname,
      real_name: "林小满",
    });
    const person = await this.logIn(nickname, body.person.openid);
    this.people.push(person);
    return person;
  }

  /** Logs somebody in as a page does. */
  async logIn(nickname: string, openid: string): Promise<PersonRecord> {
    const secret = createHash("sha256").update(openid).digest("hex");
    const page_session = createHash("sha256").update(secret).digest("hex");
    const callback_url = `${this.shop.origin}/pages/login/callback`;
    const sent = await this.guest<{ location: string }>("POST", "/auth/customer/wechat", {
      callback_url,
      page_session,
    });
    const state = new URL(sent.body.location).searchParams.get("state");
    const { body } = await this.wechat<{ code: string }>(
      "GET",
      `/oauth-code?openid=${openid}&scope=snsapi_userinfo`,
    );
    const first = await this.guest<{ token: string }>("POST", "/auth/customer/wechat/callback", {
      code: body.code,
      state,
      page_secret: secret,
    });
    const claimed = await this.#as(nickname, first.body.token)<{ token: string; customer: { id: string } }>(
      "POST",
      "/store/wechat/customers",
      {},
    );
    const ask = this.#as(nickname, claimed.body.token);
    return { openid, customer_id: claimed.body.customer.id, ask, gone: false };
  }

  #as(who: string, token: string): Ask {
    const address = [...createHash("sha256").update(who).digest()].slice(0, 3).join(".");
    return this.wire.as(who, {
      "x-publishable-api-key": this.key,
      authorization: `Bearer ${token}`,
      "x-device-id": createHash("sha256").update(who).digest("hex").slice(0, 24),
      "x-forwarded-for": `10.${address}`,
    });
  }

  person(place: number): PersonRecord {
    const found = this.people[place];
    if (!found) throw new Error(`there is no person ${place}`);
    return found;
  }
}

/** A name nothing else has. */
export const fresh = (prefix: string): string => `${prefix}${randomBytes(4).toString("hex")}`;

/** The chance of one step: what one step draws never shifts what the next ones do. */
export const chanceOf = (seed: number, step: number): Chance =>
  new Chance(createHash("sha256").update(`${seed} ${step}`).digest().readUInt32BE(0));

async function premisesOf(merchant: Ask): Promise<Premises> {
  type Named = { id: string };
  const first = async (path: string, name: string) =>
    (await merchant<Record<string, Named[]>>("GET", `/admin/${path}?limit=1`)).body[name]?.[0]?.id ?? "";
  type Some = { products: { sales_channels: Named[]; shipping_profile: Named }[] };
  const some = await merchant<Some>(
    "GET",
    "/admin/products?limit=1&fields=*sales_channels,*shipping_profile",
  );
  const [product] = some.body.products;
  return {
    location_id: await first("stock-locations", "stock_locations"),
    freight_option_id: await first("shipping-options", "shipping_options"),
    region_id: await first("regions", "regions"),
    channel_id: product?.sales_channels[0]?.id ?? "",
    profile_id: product?.shipping_profile.id ?? "",
  };
}

const FIRST_PAUSE_MS = 80;
const LONGEST_PAUSE_MS = 1_000;

/** Asks again, ever more slowly, until something holds; false after `patience_ms`. */
export async function soon(holds: () => Promise<boolean>, patience_ms = 12_000): Promise<boolean> {
  const giveUp = Date.now() + patience_ms;
  for (let pause_ms = FIRST_PAUSE_MS; ; pause_ms = Math.min(pause_ms * 1.5, LONGEST_PAUSE_MS)) {
    if (await holds()) return true;
    if (Date.now() > giveUp) return false;
    await new Promise((resolve) => setTimeout(resolve, pause_ms));
  }
}
