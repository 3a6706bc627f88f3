import { constants, type KeyObject, privateDecrypt } from "node:crypto";
import type { PlatformCertificate, PlatformCertificates } from "../state/platform-certificates.js";
import type { PublicKeys } from "../state/public-keys.js";
import type { Settings } from "../state/state.js";
import { PayRefusal, parameterError } from "./pay-refusal.js";
import { encryptResource } from "./resource-cipher.js";
import { beijingTime } from "./wechat-time.js";

/** A key of WeChat's and the name merchants know it by. */
export interface NamedKey {
  serial: string;
  key: KeyObject;
}

/** WeChat's own keys: the public key of new merchants, and the platform certificates of those from before. */
export class PlatformKeyRing {
  constructor(
    private readonly apiV3Key: string,
    private readonly publicKeys: PublicKeys,
    private readonly certificates: PlatformCertificates,
    private readonly settings: () => Settings,
  ) {}

  /**
   * The key an answer or a notification is signed with. A merchant that names a public key in its request gets that
   * one: this is how it moves away from certificates, and from one public key to the next.
   */
  signer(named?: string): NamedKey {
    const asked = this.publicKeys.find(named);
    if (asked !== undefined || this.settings().signing === "public_key") {
      const { id, key } = asked ?? this.publicKeys.signing();
      return { serial: id, key };
    }
    const { serial_no, key } = this.certificates.signing();
    return { serial: serial_no, key };
  }

  /**
   * Opens an encrypted field (RSA-OAEP with SHA-1, base64).
   * @param named the request's `Wechatpay-Serial`.
   * @throws PayRefusal PARAM_ERROR for an unknown serial or a text nobody encrypted with its key.
   */
  open(field: string, sealed: string, named: string | undefined): string {
    const key = this.#keyNamed(named);
    if (key === undefined) {
      throw new PayRefusal(
        400,
        "PARAM_ERROR",
        "请求头 Wechatpay-Serial 不是有效的微信支付公钥ID或平台证书序列号",
        { location: "header", field: "Wechatpay-Serial", issue: "names no key of WeChat" },
      );
    }
    try {
      const padding = constants.RSA_PKCS1_OAEP_PADDING;
      return privateDecrypt({ key, padding, oaepHash: "sha1" }, Buffer.from(sealed, "base64")).toString(
        "utf8",
      );
    } catch {
      throw parameterError(field, "cannot be decrypted");
    }
  }

  #keyNamed(named: string | undefined): KeyObject | undefined {
    const publicKey = this.publicKeys.find(named);
    if (publicKey !== undefined) return publicKey.key;
    if (named === undefined || this.settings().signing === "public_key") return undefined;
    return this.certificates.find(named)?.key;
  }

  /**
   * `GET /v3/certificates`.
   * @throws PayRefusal RESOURCE_NOT_EXISTS for a merchant of the public-key kind, which has none.
   */
  downloadable(): Record<string, unknown> {
    if (this.settings().signing === "public_key") {
      throw new PayRefusal(
        404,
        "RESOURCE_NOT_EXISTS",
        "无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥",
      );
    }
    return { data: this.certificates.list().map((certificate) => this.#sealed(certificate)) };
  }

  #sealed({
    serial_no,
    effective_at,
    expires_at,
    certificate,
  }: PlatformCertificate): Record<string, unknown> {
    const { algorithm, nonce, associated_data, ciphertext } = encryptResource(
      this.apiV3Key,
      "certificate",
      certificate,
    );
    return {
      serial_no,
      effective_time: beijingTime(effective_at),
      expire_time: beijingTime(expires_at),
      encrypt_certificate: { algorithm, nonce, associated_data, ciphertext },
    };
  }
}
