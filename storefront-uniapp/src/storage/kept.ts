/** What a page keeps between visits, or for one tab's visit. */
export interface Kept {
  read(key: string): string | undefined;
  write(key: string, text: string): void;
  remove(key: string): void;
  /** What was written as JSON; undefined when it is absent, damaged or not of the kind that was asked for. */
  readJson<T>(key: string, isKind: (value: unknown) => value is T): T | undefined;
  writeJson(key: string, value: unknown): void;
}

/**
 * Keeps texts in a browser's storage, as far as there is one. Storage may be denied (private mode, blocked site data),
 * full, or hold what somebody else wrote: what cannot be kept there lives in memory until the page is closed, and
 * nothing is thrown. A shop that remembers less is still a shop.
 * @param open the browser's storage; reading the property may already throw
 */
export function keptIn(open: () => Storage): Kept {
  const memory = new Map<string, string>();
  const tried = <T>(work: (storage: Storage) => T): T | undefined => {
    try {
      return work(open());
    } catch {
      return undefined;
    }
  };
  const kept: Kept = {
    read: (key) => memory.get(key) ?? tried((storage) => storage.getItem(key)) ?? undefined,
    write(key, text) {
      const isWritten = tried((storage) => {
        storage.setItem(key, text);
        return true;
      });
      if (isWritten) memory.delete(key);
      else memory.set(key, text);
    },
    remove(key) {
      memory.delete(key);
      tried((storage) => storage.removeItem(key));
    },
    readJson(key, isKind) {
      const text = kept.read(key);
      const value = text === undefined ? undefined : parsed(text);
      return isKind(value) ? value : undefined;
    },
    writeJson: (key, value) => kept.write(key, JSON.stringify(value)),
  };
  return kept;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Kept on this phone until it is removed. */
export const onThisPhone = keptIn(() => localStorage);
/** Kept while this tab is open, also on the way to WeChat and back. */
export const inThisTab = keptIn(() => sessionStorage);
