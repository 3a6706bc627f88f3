/** Tenths of a star as people write them: 48 is "4.8". */
export function starsOf(tenths: number): string {
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}
