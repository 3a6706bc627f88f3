import { describe, expect, it } from "vitest";
import { identityRefusal, maskedNumber, maskedRealName, normalIdNumber } from "./resident-id";

const now = new Date("2026-03-01T12:00:00+08:00");

/** A number of nobody's with the right last character. */
function idOf(born: string): string {
  const first = `110101${born}001`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first[index]), 0);
  return `${first}${"10X98765432"[sum % 11]}`;
}

describe("who may be paid", () => {
  it("an adult with a name and a right number", () => {
    expect(identityRefusal("王小藤", idOf("19900307"), now)).toBeNull();
    expect(identityRefusal("阿依古丽·买买提", idOf("19900307"), now)).toBeNull();
  });

  it("17 years and 364 days are refused, 18 years are not", () => {
    expect(identityRefusal("王小藤", idOf("20080302"), now)).toMatchObject({ code: "under_age" });
    expect(identityRefusal("王小藤", idOf("20080301"), now)).toBeNull();
  });

  it("the day is Shanghai's", () => {
    expect(identityRefusal("王小藤", idOf("20080301"), new Date("2026-02-28T15:59:59Z"))).not.toBeNull();
    expect(identityRefusal("王小藤", idOf("20080301"), new Date("2026-02-28T16:00:00Z"))).toBeNull();
  });

  it.each([
    [
      "a wrong last character",
      `${idOf("19900307").slice(0, 17)}${idOf("19900307").endsWith("X") ? "1" : "X"}`,
    ],
    ["no such day", idOf("19900231")],
    ["a day to come", idOf("20270101")],
    ["too short", "11010119900307"],
    ["nothing", ""],
  ])("%s is refused", (_what, id_number) => {
    expect(identityRefusal("王小藤", id_number, now)).toMatchObject({
      code: "id_number_invalid",
      field: "id_number",
    });
  });

  it.each(["", "王", "王3", "<b>王小藤</b>"])("the name %j is refused", (name) => {
    expect(identityRefusal(name, idOf("19900307"), now)).toMatchObject({ code: "real_name_invalid" });
  });
});

it("is compared without spaces and in capitals, and shown by its ends", () => {
  expect(normalIdNumber(" 11010119900307 001x")).toBe("11010119900307001X");
  expect(maskedNumber("11010119900307001X", 3)).toBe("110***********001X");
  expect(maskedNumber("6222021234567890", 0)).toBe("************7890");
  expect(maskedRealName("王小藤")).toBe("王**");
});
