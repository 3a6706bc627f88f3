import { expect, it } from "vitest";
import { MOST_SAVED, savedListShape } from "./saved-products";

it.each([
  [{}, { limit: 20, offset: 0 }],
  [
    { limit: "50", offset: "20" },
    { limit: 50, offset: 20 },
  ],
])("%o asks for %o", (query, request) => {
  expect(savedListShape.parse(query)).toEqual(request);
});

it.each([[{ limit: "0" }], [{ limit: "51" }], [{ offset: "-1" }], [{ offset: String(MOST_SAVED + 1) }]])(
  "%o is refused",
  (query) => {
    expect(savedListShape.safeParse(query).success).toBe(false);
  },
);
