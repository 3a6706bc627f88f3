import { AMOUNT_FAULTS } from "./merchant-fault";
import { readPriceFen } from "./money";

/** The parts of Medusa's admin whose bodies carry money or quantities: `/admin/<part>` and everything below it. */
export const GUARDED_PARTS = [
  "campaigns",
  "claims",
  "draft-orders",
  "exchanges",
  "fulfillments",
  "inventory-items",
  "order-edits",
  "orders",
  "payment-collections",
  "payments",
  "price-lists",
  "products",
  "promotions",
  "reservations",
  "returns",
  "shipping-options",
] as const;

/** What a number in a body means; `other` is none of this check's business. */
export type NumberMeaning = "money" | "quantity" | "promotion_value" | "campaign_limit" | "other";

const MEANING_BY_FIELD: Readonly<Record<string, Exclude<NumberMeaning, "other">>> = {
  amount: "money",
  unit_price: "money",
  compare_at_unit_price: "money",
  custom_amount: "money",
  quantity: "quantity",
  stocked_quantity: "quantity",
  incoming_quantity: "quantity",
  required_quantity: "quantity",
  min_quantity: "quantity",
  max_quantity: "quantity",
  apply_to_quantity: "quantity",
  buy_rules_min_quantity: "quantity",
};

const MOST_PIECES = 100_000_000;
/** What a merchant keeps here is theirs, whatever it is called. */
const FREE_FIELDS = new Set(["metadata", "data", "additional_data", "rules", "target_rules", "buy_rules"]);

/**
 * What the number of a field means.
 * @param path the fields that lead to it, the last one included; places in lists left out
 */
export function meaningOf(path: readonly string[]): NumberMeaning {
  const [field = "", parent = ""] = [path.at(-1), path.at(-2)];
  if (path.slice(0, -1).some((step) => FREE_FIELDS.has(step))) return "other";
  if (field === "value" && parent === "application_method") return "promotion_value";
  if (field === "limit") return parent === "budget" ? "campaign_limit" : "quantity";
  return MEANING_BY_FIELD[field] ?? "other";
}

/** Why a body is refused: the field as a path, and a sentence for the merchant. */
export interface BodyRefusal {
  code: "amount_invalid" | "quantity_invalid";
  field: string;
  message: string;
}

const MONEY_RULE =
  "金额须精确到分、不小于零且不超过一千万元 / amounts are whole fen from 0 to 10,000,000 yuan";
const QUANTITY_RULE = "数量须为不小于零的整数 / quantities are whole numbers of at least 0";
const PERCENTAGE_RULE = "百分比须在 0 到 100 之间 / percentages are between 0 and 100";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function refuseMoney(value: unknown, field: string): BodyRefusal | null {
  const reading = readPriceFen(value);
  if (reading.kind === "fen") return null;
  const message = `${field}：${AMOUNT_FAULTS[reading.fault]}（${reading.amount}）。${MONEY_RULE}`;
  return { code: "amount_invalid", field, message };
}

function refuseQuantity(value: unknown, field: string): BodyRefusal | null {
  const quantity = isFields(value) ? Number(value.value) : Number(value);
  if (Number.isInteger(quantity) && quantity >= 0 && quantity <= MOST_PIECES) return null;
  return { code: "quantity_invalid", field, message: `${field}：${String(quantity)}。${QUANTITY_RULE}` };
}

function refusePercentage(value: unknown, field: string): BodyRefusal | null {
  const percentage = Number(value);
  if (percentage >= 0 && percentage <= 100) return null;
  return { code: "amount_invalid", field, message: `${field}：${String(percentage)}。${PERCENTAGE_RULE}` };
}

/** Only what can be a number here is looked at: Medusa's own checks refuse the rest. */
const isNumber = (value: unknown): boolean =>
  typeof value === "number" || typeof value === "string" || (isFields(value) && "value" in value);

/** @param owner the object the field belongs to, whose other fields may say what the number means */
function refuseNumber(
  meaning: Exclude<NumberMeaning, "other">,
  value: unknown,
  owner: Fields,
  field: string,
): BodyRefusal | null {
  switch (meaning) {
    case "quantity":
      return refuseQuantity(value, field);
    case "campaign_limit":
      if (owner.type === "usage" || owner.type === "use_by_attribute") return refuseQuantity(value, field);
      return inOtherCurrency(owner) ? null : refuseMoney(value, field);
    case "promotion_value":
      if (owner.type === "percentage") return refusePercentage(value, field);
      // A change may leave the kind out; a percentage may have more decimals than a price.
      if (owner.type === undefined) return Number(value) >= 0 ? null : refuseMoney(value, field);
      return inOtherCurrency(owner) ? null : refuseMoney(value, field);
    case "money":
      return inOtherCurrency(owner) ? null : refuseMoney(value, field);
  }
}

const inOtherCurrency = ({ currency_code }: Fields): boolean =>
  typeof currency_code === "string" && currency_code.toLowerCase() !== "cny";

/** Bodies nested deeper than this hold no field of Medusa's. */
const DEEPEST = 8;

/** The first amount or quantity in a body of Medusa's admin that no order could be made of; null when there is none. */
export function refusalOfBody(body: unknown): BodyRefusal | null {
  return isFields(body) ? refusalIn(body, [], "", 0) : null;
}

function refusalIn(fields: Fields, names: string[], at: string, depth: number): BodyRefusal | null {
  for (const [name, value] of Object.entries(fields)) {
    if (FREE_FIELDS.has(name) || value === null || value === undefined) continue;
    const path = [...names, name];
    const field = at ? `${at}.${name}` : name;
    const meaning = meaningOf(path);
    if (meaning !== "other" && isNumber(value)) {
      const refused = refuseNumber(meaning, value, fields, field);
      if (refused) return refused;
      continue;
    }
    if (depth >= DEEPEST) continue;
    const children: [unknown, string][] = Array.isArray(value)
      ? value.map((one, index) => [one, `${field}.${index}`])
      : [[value, field]];
    for (const [child, place] of children) {
      const refused = isFields(child) ? refusalIn(child, path, place, depth + 1) : null;
      if (refused) return refused;
    }
  }
  return null;
}
