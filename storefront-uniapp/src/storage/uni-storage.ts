import { onThisPhone } from "./kept";

/** What uni-app calls of a browser's storage, beside reading and writing keys as properties. */
const calls = {
  getItem: (key: string) => onThisPhone.read(key) ?? null,
  setItem: (key: string, text: string) => onThisPhone.write(key, text),
  removeItem: (key: string) => onThisPhone.remove(key),
};

/**
 * The storage that the build gives to uni-app instead of the browser's (`build/uni-storage.ts`): uni-app reads the
 * language and a device's number while it starts, and a storage that is denied would stop it there.
 */
export const uniStorage = new Proxy<Record<string, unknown>>(calls, {
  get: (own, key) => (typeof key === "string" ? (own[key] ?? onThisPhone.read(key)) : undefined),
  set: (_own, key, value) => {
    if (typeof key === "string") onThisPhone.write(key, String(value));
    return true;
  },
});
