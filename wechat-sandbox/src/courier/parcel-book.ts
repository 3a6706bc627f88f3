import { join } from "node:path";
import { z } from "zod";
import { readJsonFile, writeJsonFile } from "../state/json-file.js";

const stepSchema = z.object({ time: z.string(), context: z.string(), state: z.string() });
const parcelSchema = z.object({
  com: z.string(),
  nu: z.string(),
  phone: z.string(),
  /** Where the shop wants to be told, and what its telling is signed with; null while nobody subscribed. */
  callback: z.object({ url: z.string(), salt: z.string() }).nullable(),
  /** The newest first, as kuaidi100 lists them. */
  steps: z.array(stepSchema),
});

/** A parcel as the local courier knows it. */
export type CourierParcel = z.infer<typeof parcelSchema>;
export type CourierStep = z.infer<typeof stepSchema>;

const FILE = "courier-parcels.json";

/** The courier's parcels, kept in a file of their own. */
export class ParcelBook {
  readonly #path: string;
  readonly #parcels: CourierParcel[];

  constructor(data_dir: string) {
    this.#path = join(data_dir, FILE);
    this.#parcels = z.array(parcelSchema).parse(readJsonFile(this.#path) ?? []);
  }

  all(): readonly CourierParcel[] {
    return this.#parcels;
  }

  find(nu: string): CourierParcel | undefined {
    return this.#parcels.find((parcel) => parcel.nu === nu);
  }

  /** Notes who wants to be told of a parcel. @returns whether somebody was noted before */
  subscribe(wanted: Omit<CourierParcel, "steps">): boolean {
    const known = this.find(wanted.nu);
    const isRepeated = known?.callback != null;
    if (known) Object.assign(known, wanted);
    else this.#parcels.push({ ...wanted, steps: [] });
    this.#keep();
    return isRepeated;
  }

  /** Moves a parcel on. */
  step(parcel: CourierParcel, step: CourierStep): void {
    parcel.steps.unshift(step);
    this.#keep();
  }

  #keep(): void {
    writeJsonFile(this.#path, this.#parcels, 0o600);
  }
}
