import { createHash } from "node:crypto";

/** Chance that a seed repeats: the same throws in the same order. */
export class Dice {
  private thrown = 0;

  constructor(private readonly seed: string) {}

  /** A number from 0 up to, not including, 1. */
  throw(): number {
    this.thrown += 1;
    return createHash("sha256").update(`${this.seed}\n${this.thrown}`).digest().readUInt32BE(0) / 2 ** 32;
  }

  /** One of several things, each as often as its weight says. */
  oneOf<T>(weighted: readonly (readonly [thing: T, weight: number])[]): T {
    let left = this.throw() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [thing, weight] of weighted) {
      left -= weight;
      if (left < 0) {
        return thing;
      }
    }
    throw new Error("nothing to choose from");
  }
}
