import { createPrivateKey, createPublicKey, type KeyObject, randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { rsaKeyPair } from "./credentials.js";
import { readJsonFile, writeJsonFile } from "./json-file.js";
import { selfSignedCertificate } from "./x509.js";

const OWNER_ONLY = 0o600;
const LIFETIME_MS = 5 * 365 * 86_400_000;

const storedSchema = z.object({
  signing: z.string(),
  certificates: z.array(
    z.object({
      serial_no: z.string(),
      effective_at: z.number(),
      expires_at: z.number(),
      certificate: z.string(),
      private_key: z.string(),
    }),
  ),
});

/** One of WeChat's own certificates, with the key that only WeChat has. */
export interface PlatformCertificate {
  serial_no: string;
  effective_at: number;
  expires_at: number;
  /** PEM. */
  certificate: string;
  key: KeyObject;
}

/** WeChat's platform certificates (`certificates.json`): one signs, others may be announced or on their way out. */
export class PlatformCertificates {
  readonly #path: string;
  #all: PlatformCertificate[] = [];
  #signing = "";

  /** @throws when the file is damaged. */
  constructor(dataDir: string) {
    this.#path = join(dataDir, "certificates.json");
    const stored = readJsonFile(this.#path);
    if (stored === undefined) return;
    const { signing, certificates } = storedSchema.parse(stored);
    this.#signing = signing;
    this.#all = certificates.map(({ private_key, ...rest }) => ({
      ...rest,
      key: createPrivateKey(private_key),
    }));
  }

  /** Every certificate a merchant may download now, oldest first. The first call makes the first one. */
  list(): readonly PlatformCertificate[] {
    if (this.#all.length === 0) this.#signing = this.announce().serial_no;
    return this.#all;
  }

  /** The one that signs. */
  signing(): PlatformCertificate {
    const found = this.list().find(({ serial_no }) => serial_no === this.#signing);
    if (found === undefined) throw new Error(`${this.#path} names a certificate it does not hold`);
    return found;
  }

  find(serialNo: string): PlatformCertificate | undefined {
    return this.#all.find(({ serial_no }) => serial_no === serialNo.toUpperCase());
  }

  /** Adds the next certificate: merchants can download it, and nothing is signed with it yet. */
  announce(): PlatformCertificate {
    const pair = rsaKeyPair();
    const key = createPrivateKey(pair.privateKey);
    // The first digit keeps the number positive and of full length.
    const serial_no = `5${randomBytes(20).toString("hex").slice(1)}`.toUpperCase();
    const effective_at = Math.floor(Date.now() / 1000) * 1000;
    const facts = { serial_no, effective_at, expires_at: effective_at + LIFETIME_MS };
    const certificate = selfSignedCertificate(facts, key, createPublicKey(pair.publicKey));
    const made = { ...facts, certificate, key };
    this.#all.push(made);
    if (this.#signing === "") this.#signing = serial_no;
    this.#save();
    return made;
  }

  /** Signs with this one from now on. False for an unknown one. */
  signWith(serialNo: string): boolean {
    if (this.find(serialNo) === undefined) return false;
    this.#signing = serialNo.toUpperCase();
    this.#save();
    return true;
  }

  /** Takes a certificate out of the list. False for an unknown one and for the one that signs. */
  withdraw(serialNo: string): boolean {
    const serial = serialNo.toUpperCase();
    if (serial === this.#signing || this.find(serial) === undefined) return false;
    this.#all = this.#all.filter(({ serial_no }) => serial_no !== serial);
    this.#save();
    return true;
  }

  #save(): void {
    const certificates = this.#all.map(({ key, ...rest }) => ({
      ...rest,
      private_key: key.export({ type: "pkcs8", format: "pem" }),
    }));
    writeJsonFile(this.#path, { signing: this.#signing, certificates }, OWNER_ONLY);
  }
}
