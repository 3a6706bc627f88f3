const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

let births = 0;

/** A resident ID number of nobody's with the right last character; each one new. */
export function freshIdNumber(): string {
  const first = `11010119900307${String(++births).padStart(3, "0")}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first[index]), 0);
  return `${first}${"10X98765432"[sum % 11]}`;
}
