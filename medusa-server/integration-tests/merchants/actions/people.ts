import type { Chance } from "../../../../plugins/distribution/integration-tests/simulation/chance";
import type { PersonRecord } from "../model";
import { fresh, type World } from "../world";
import { type Action, pick, type Touched } from "./action";

const FEWEST_PEOPLE = 4;

const thing = ({ customer_id }: PersonRecord) => ({ kind: "person", id: customer_id }) as const;
const present = (world: World, chance: Chance) => pick(chance, world.people, ({ gone }) => !gone);

async function change(world: World, chance: Chance): Promise<Touched> {
  const person = present(world, chance);
  if (!person) return null;
  const body = chance.oneOf<object>([
    { first_name: "小藤", last_name: "" },
    { email: `${fresh("p")}@shop.example` },
    { email: null },
    { email: "none" },
    { phone: "13900139000" },
    { phone: "" },
    { metadata: null },
    { metadata: { wechat: { nickname: "别人" } } },
    { first_name: "藤".repeat(400) },
    { company_name: "<script>" },
  ]);
  await world.attempt(thing(person), () =>
    world.merchant("POST", `/admin/customers/${person.customer_id}`, body),
  );
  return {};
}

async function addAddress(world: World, chance: Chance): Promise<Touched> {
  const person = present(world, chance);
  if (!person) return null;
  const body = chance.oneOf([
    { address_1: "文三路 1 号", phone: "13800138000", country_code: "cn", is_default_shipping: true },
    { address_1: "", phone: "" },
    { country_code: "xx" },
    {},
  ]);
  await world.attempt(thing(person), () =>
    world.merchant("POST", `/admin/customers/${person.customer_id}/addresses`, body),
  );
  return {};
}

async function changeGroups(world: World, chance: Chance): Promise<Touched> {
  const person = present(world, chance);
  const group = pick(chance, world.made.get("settings customer-groups") ?? []) ?? "cusgroup_none";
  if (!person) return null;
  const body = chance.oneOf([{ add: [group] }, { remove: [group] }, { add: ["cusgroup_none"] }]);
  await world.attempt(thing(person), () =>
    world.merchant("POST", `/admin/customers/${person.customer_id}/customer-groups`, body),
  );
  return {};
}

/** The merchant deletes a customer; who comes back through WeChat is a customer again, with what they had. */
async function remove(world: World, chance: Chance): Promise<Touched> {
  const isEnough = world.people.filter(({ gone }) => !gone).length > FEWEST_PEOPLE;
  const person = isEnough ? present(world, chance) : undefined;
  if (!person) return null;
  const answer = await world.attempt(thing(person), () =>
    world.merchant("DELETE", `/admin/customers/${person.customer_id}`),
  );
  if (answer.status < 300) person.gone = true;
  return {};
}

async function comeIn(world: World, chance: Chance): Promise<Touched> {
  const isEnough = world.people.filter(({ gone }) => !gone).length >= 8;
  if (isEnough) return null;
  await world.comeIn(`新客${chance.whole(1, 999)}`);
  return {};
}

/** What merchants do to customers, and new ones who come. */
export const people: readonly Action[] = [
  { name: "change a customer", weight: 3, run: change },
  { name: "add a customer's address", weight: 1, run: addAddress },
  { name: "change a customer's groups", weight: 1, run: changeGroups },
  { name: "delete a customer", weight: 1, run: remove },
  { name: "somebody new comes", weight: 1, run: comeIn },
];
