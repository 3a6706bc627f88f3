import { ownerDataSource } from "../modules/distribution/database/data-source";
import { encryptorOf } from "../modules/distribution/identity/encryptor";
import { type Rotation, rotateKeys } from "../modules/distribution/identity/key-rotation";
import { readOptions, ringOf } from "../modules/distribution/options";

/**
 * Seals the identities and payees of a database anew under the first of the given keys, as the database's owner.
 * @param keys `identity_keys` and `identity_key` as the plugin's options have them
 * @throws Error when a key is missing or wrong
 */
export async function rotateIdentityKeysAt(
  url: string,
  keys: { identity_keys: unknown; identity_key: unknown },
  onBatch: (resealed: number) => void,
): Promise<Rotation> {
  const ring = ringOf(readOptions(keys));
  if (!ring) throw new Error("distribution: identity_keys is missing: nothing can be sealed anew");
  const source = await ownerDataSource({ url }).initialize();
  try {
    return await rotateKeys(source, encryptorOf(ring), { now: () => new Date(), onBatch });
  } finally {
    await source.destroy();
  }
}
