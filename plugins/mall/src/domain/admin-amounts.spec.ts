import { describe, expect, it } from "vitest";
import { meaningOf, refusalOfBody } from "./admin-amounts";

const price = (amount: unknown, currency_code = "cny") => ({ prices: [{ amount, currency_code }] });

describe("amounts in a body", () => {
  it.each([
    price(19.99),
    price(0),
    price("19.90"),
    price(19.999, "usd"),
    price(null),
    { unit_price: { value: "7.00", precision: 20 } },
    { metadata: { amount: 0.001 }, data: { amount: -1 }, additional_data: { quantity: 1.5 } },
    { prices: [{ amount: 1, rules: [{ attribute: "item_total", operator: "gt", value: 0.001 }] }] },
    { weight: 1.5, rank: -1, variants: [{ weight: 0.3 }] },
    { application_method: { type: "percentage", value: 33.333 } },
    { application_method: { value: 33.333 } },
    { campaign: { budget: { type: "usage", limit: 3 } } },
    { amount: { nested: 1 } },
    null,
    [],
    "text",
  ])("lets %j pass", (body) => expect(refusalOfBody(body)).toBeNull());

  it.each([
    [price(19.999), "prices.0.amount"],
    [price(-5), "prices.0.amount"],
    [price(1e15), "prices.0.amount"],
    [price("NaN"), "prices.0.amount"],
    [price(Number.POSITIVE_INFINITY), "prices.0.amount"],
    [{ variants: [{}, price(0.001)] }, "variants.1.prices.0.amount"],
    [{ update: [{ amount: 0.001 }] }, "update.0.amount"],
    [{ unit_price: 9.999 }, "unit_price"],
    [{ items: [{ compare_at_unit_price: -1 }] }, "items.0.compare_at_unit_price"],
    [{ custom_amount: 0.005 }, "custom_amount"],
    [{ unit_price: { value: "7.001" } }, "unit_price"],
    [{ application_method: { type: "percentage", value: 101 } }, "application_method.value"],
    [{ application_method: { type: "fixed", value: 1.001 } }, "application_method.value"],
    [{ application_method: { value: -1 } }, "application_method.value"],
    [{ campaign: { budget: { type: "spend", limit: 0.001 } } }, "campaign.budget.limit"],
  ])("refuses %j at %s", (body, field) => {
    expect(refusalOfBody(body)).toMatchObject({ code: "amount_invalid", field });
  });
});

describe("quantities in a body", () => {
  it.each([{ quantity: 0 }, { items: [{ quantity: 3 }] }, { stocked_quantity: 99 }, { limit: null }])(
    "lets %j pass",
    (body) => expect(refusalOfBody(body)).toBeNull(),
  );

  it.each([
    [{ items: [{ quantity: 1.5 }] }, "items.0.quantity"],
    [{ stocked_quantity: -1 }, "stocked_quantity"],
    [{ create: [{ incoming_quantity: 0.1 }] }, "create.0.incoming_quantity"],
    [{ quantity: 1e12 }, "quantity"],
    [{ campaign: { budget: { type: "usage", limit: 1.5 } } }, "campaign.budget.limit"],
    [{ limit: -1 }, "limit"],
  ])("refuses %j at %s", (body, field) => {
    const refused = refusalOfBody(body);
    expect(refused).toMatchObject({ code: "quantity_invalid", field });
    expect(refused?.message).toMatch(/\p{Script=Han}.*whole numbers/u);
  });
});

describe("what a field means", () => {
  it("depends on what it stands in", () => {
    expect(meaningOf(["application_method", "value"])).toBe("promotion_value");
    expect(meaningOf(["prices", "rules", "value"])).toBe("other");
    expect(meaningOf(["budget", "limit"])).toBe("campaign_limit");
    expect(meaningOf(["metadata", "amount"])).toBe("other");
  });
});
