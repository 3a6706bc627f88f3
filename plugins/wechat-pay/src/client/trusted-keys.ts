import { type KeyObject, X509Certificate } from "node:crypto";
import { z } from "zod";
import type { WechatPublicKeys } from "./authenticity";
import { decryptResource } from "./resource-cipher";

/** The key WeChat is asked to sign with, and that personal fields are encrypted with. */
export interface NamedKey {
  readonly serial: string;
  readonly key: KeyObject;
}

/** How long downloaded platform certificates are used before they are asked for again (WeChat advises 12 hours). */
const CERTIFICATES_FRESH_MS = 12 * 3_600_000;

/** An unknown serial may mean a rotation, or a forger: more often than this it leads to no outgoing call. */
const RENEWAL_PAUSE_MS = 60_000;

/**
 * The keys WeChat's signatures are checked with: the public keys of the configuration (several while WeChat rotates
 * them), and, for merchants of the certificate kind, platform certificates downloaded and renewed on the way.
 */
export class TrustedKeys implements WechatPublicKeys {
  private certificates: readonly PlatformCertificate[] = [];
  private renewedAt = Number.NEGATIVE_INFINITY;
  private renewal: Promise<boolean> | undefined;

  /**
   * @param publicKeys in the configuration's order; the first is the one WeChat is asked for
   * @param download fetches the platform certificates; absent for merchants with public keys only
   */
  constructor(
    private readonly publicKeys: ReadonlyMap<string, KeyObject>,
    private readonly download: (() => Promise<readonly PlatformCertificate[]>) | undefined,
    private readonly now: () => Date,
  ) {}

  get(serial: string): KeyObject | undefined {
    const certificate = this.certificates.find((one) => one.serial === serial && this.isValid(one));
    return this.publicKeys.get(serial) ?? certificate?.key;
  }

  /** Undefined only before the first platform certificates have arrived. */
  preferred(): NamedKey | undefined {
    for (const [serial, key] of this.publicKeys) {
      return { serial, key };
    }
    // A certificate that has just begun may not be known to all of WeChat's machines; the one valid longest is.
    return [...this.certificates]
      .filter((one) => this.isValid(one))
      .sort((one, other) => one.valid_until.getTime() - other.valid_until.getTime())
      .at(-1);
  }

  /** Makes sure that there are keys, and that they are not old. */
  async ready(): Promise<void> {
    if (this.download && this.now().getTime() - this.renewedAt > CERTIFICATES_FRESH_MS) {
      await this.renew();
    }
  }

  /** After an unknown serial: fetches the certificates again. @returns whether there may be new ones */
  async renewAfterUnknownSerial(): Promise<boolean> {
    if (!this.download || this.now().getTime() - this.renewedAt < RENEWAL_PAUSE_MS) {
      return false;
    }
    return await this.renew();
  }

  private async renew(): Promise<boolean> {
    this.renewal ??= this.fetchCertificates().finally(() => {
      this.renewal = undefined;
    });
    return await this.renewal;
  }

  private async fetchCertificates(): Promise<boolean> {
    const certificates = (await this.download?.()) ?? [];
    this.renewedAt = this.now().getTime();
    this.certificates = certificates;
    return certificates.length > 0;
  }

  private isValid(certificate: PlatformCertificate): boolean {
    const now = this.now();
    return certificate.valid_from <= now && now < certificate.valid_until;
  }
}

/** One of WeChat's platform certificates. */
export interface PlatformCertificate extends NamedKey {
  readonly valid_from: Date;
  readonly valid_until: Date;
}

const certificatesAnswer = z.object({
  data: z.array(
    z.object({
      serial_no: z.string().min(1),
      effective_time: z.string(),
      expire_time: z.string(),
      encrypt_certificate: z.object({
        algorithm: z.literal("AEAD_AES_256_GCM"),
        nonce: z.string().min(1),
        associated_data: z.string().optional(),
        ciphertext: z.string().min(1),
      }),
    }),
  ),
});

/**
 * Reads the answer of `GET /v3/certificates`. That the APIv3 key opens a certificate proves that it comes from WeChat:
 * nobody else has that key. @returns undefined when one of them is not what it should be
 */
export function readPlatformCertificates(
  answer: unknown,
  apiV3Key: string,
): readonly PlatformCertificate[] | undefined {
  const parsed = certificatesAnswer.safeParse(answer);
  if (!parsed.success) {
    return undefined;
  }
  const certificates = parsed.data.data.map(({ serial_no, encrypt_certificate }) =>
    readCertificate(serial_no, decryptResource(encrypt_certificate, apiV3Key)),
  );
  return certificates.some((one) => one === undefined)
    ? undefined
    : certificates.filter((one) => one !== undefined);
}

function readCertificate(serial: string, pem: string | undefined): PlatformCertificate | undefined {
  if (pem === undefined) {
    return undefined;
  }
  try {
    const certificate = new X509Certificate(pem);
    if (
      certificate.serialNumber !== serial.toUpperCase() ||
      certificate.publicKey.asymmetricKeyType !== "rsa"
    ) {
      return undefined;
    }
    return {
      serial,
      key: certificate.publicKey,
      valid_from: new Date(certificate.validFrom),
      valid_until: new Date(certificate.validTo),
    };
  } catch {
    return undefined;
  }
}
