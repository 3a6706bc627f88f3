import { createPrivateKey, type KeyObject } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { type PlatformKeys, publicKeyIdFor, rsaKeyPair } from "./credentials.js";
import { readJsonFile, writeJsonFile } from "./json-file.js";

const OWNER_ONLY = 0o600;

const storedSchema = z.object({
  signing: z.string(),
  replacements: z.array(z.object({ id: z.string(), public_key: z.string(), private_key: z.string() })),
});

/** A public key merchants know WeChat by, and the private one behind it. */
export interface WeChatPublicKey {
  /** `PUB_KEY_ID_…` */
  id: string;
  /** PEM. */
  public_key: string;
  key: KeyObject;
}

/** The public key of `credentials.json` and what replaces it one day (`public-keys.json`). */
export class PublicKeys {
  readonly #path: string;
  readonly #first: WeChatPublicKey;
  #replacements: WeChatPublicKey[] = [];
  #signing: string;

  /** @throws when the file is damaged. */
  constructor(
    dataDir: string,
    private readonly keys: PlatformKeys,
  ) {
    const { public_key_id, public_key } = keys.credentials;
    this.#path = join(dataDir, "public-keys.json");
    this.#first = { id: public_key_id, public_key, key: keys.platform_private_key };
    this.#signing = public_key_id;
    const stored = readJsonFile(this.#path);
    if (stored === undefined) return;
    const { signing, replacements } = storedSchema.parse(stored);
    this.#signing = signing;
    this.#replacements = replacements.map(({ private_key, ...rest }) => ({
      ...rest,
      key: createPrivateKey(private_key),
    }));
  }

  list(): readonly WeChatPublicKey[] {
    return [this.#first, ...this.#replacements];
  }

  /** The one that signs. */
  signing(): WeChatPublicKey {
    return this.find(this.#signing) ?? this.#first;
  }

  find(id: string | undefined): WeChatPublicKey | undefined {
    return this.list().find((known) => known.id === id);
  }

  /** Makes the next one: the merchant can download it, encrypt with it, and ask for it by name. */
  announce(): WeChatPublicKey {
    const pair = rsaKeyPair();
    const id = publicKeyIdFor(this.keys.credentials.mch_id);
    const made = { id, public_key: pair.publicKey, key: createPrivateKey(pair.privateKey) };
    this.#replacements.push(made);
    this.#save();
    return made;
  }

  /** Signs with this one from now on. False for an unknown one. */
  signWith(id: string): boolean {
    if (this.find(id) === undefined) return false;
    this.#signing = id;
    this.#save();
    return true;
  }

  #save(): void {
    const replacements = this.#replacements.map(({ key, ...rest }) => ({
      ...rest,
      private_key: key.export({ type: "pkcs8", format: "pem" }),
    }));
    writeJsonFile(this.#path, { signing: this.#signing, replacements }, OWNER_ONLY);
  }
}
