import { expect, it } from "vitest";
import { REFUSALS, RefusedError } from "./refusal";

it("every refusal is a 4xx with Chinese words, and names its field where there is one", () => {
  for (const { status, message } of Object.values(REFUSALS)) {
    expect([400, 404, 409]).toContain(status);
    expect(message).toMatch(/\p{Script=Han}/u);
  }
  expect(new RefusedError("tag_name_taken", "name")).toMatchObject({ code: "tag_name_taken", field: "name" });
});
