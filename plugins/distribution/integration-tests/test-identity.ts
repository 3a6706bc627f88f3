const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The ID number of nobody, with the right last character. */
export function testIdNumber(nobody: number): string {
  const born = new Date(Date.UTC(1980, 0, 1 + (nobody % 7_000)))
    .toISOString()
    .slice(0, 10)
    .replaceAll("-", "");
  const first = `110101${born}${String(nobody % 1_000).padStart(3, "0")}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first[index]), 0);
  return `${first}${"10X98765432"[sum % 11]}`;
}
