import { join } from "node:path";
import type { Person } from "../people/people.js";
import { readJsonFile, replaceFile } from "./json-file.js";
import { DEFAULT_SETTINGS, freshState, type SandboxState } from "./state.js";

/**
 * The one copy of the state. Code changes `state` synchronously (so each change is atomic among requests) and awaits
 * `saved()` before it answers: what was answered is on disk.
 */
export class StateStore {
  readonly state: SandboxState;
  readonly #path: string;
  #writing: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(dataDir: string, people: () => Person[]) {
    this.#path = join(dataDir, "state.json");
    const stored = readJsonFile(this.#path) as SandboxState | undefined;
    if (stored !== undefined && stored.version !== 1) {
      throw new Error(`${this.#path} is of another version; delete the folder to start over`);
    }
    this.state = stored === undefined ? freshState(people()) : completed(stored, people());
  }

  /** Resolves when every change made before this call is on disk. Calls share writes. */
  saved(): Promise<void> {
    // A write under way may have serialised before the caller's change, so only the next one counts.
    if (this.#next === undefined) {
      const before = this.#writing ?? Promise.resolve();
      this.#next = before.catch(() => undefined).then(() => this.#write());
    }
    return this.#next;
  }

  #write(): Promise<void> {
    this.#writing = this.#next;
    this.#next = undefined;
    return replaceFile(this.#path, JSON.stringify(this.state), 0o600);
  }
}

/** A state written by an earlier release lacks what has been added since; nothing in it means something else now. */
function completed(stored: SandboxState, people: Person[]): SandboxState {
  return {
    ...freshState(people),
    ...stored,
    settings: { ...DEFAULT_SETTINGS, ...stored.settings },
  };
}
