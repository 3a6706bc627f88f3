import type { CallReport } from "../domain/call-report";

/** Takes note of a finished call. It must not throw and must not make the call wait. */
export type ReadReport = (report: CallReport) => void;

/**
 * Where every client of this process reports its calls. Medusa builds the payment provider apart from the plugin's
 * module, and this is where the two meet: the provider's calls are recorded by the module.
 */
class CallJournal {
  private readonly readers = new Set<ReadReport>();

  /** Lets a reader have every report from now on. @returns what ends it */
  follow(reader: ReadReport): () => void {
    this.readers.add(reader);
    return () => this.readers.delete(reader);
  }

  readonly report: ReadReport = (report) => {
    for (const reader of this.readers) {
      reader(report);
    }
  };
}

/** The journal of this process. */
export const callJournal = new CallJournal();
