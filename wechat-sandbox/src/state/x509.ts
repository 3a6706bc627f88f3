import { type KeyObject, sign } from "node:crypto";

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OBJECT_IDENTIFIER = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const VERSION_3 = Buffer.from([0xa0, 0x03, INTEGER, 1, 2]);

const COMMON_NAME = Buffer.from([0x55, 0x04, 0x03]);
const ORGANIZATION = Buffer.from([0x55, 0x04, 0x0a]);
const SHA256_WITH_RSA = Buffer.from([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]);
const NULL = Buffer.from([0x05, 0x00]);

function block(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length, ...bytes]), content]);
}

function name(commonName: string): Buffer {
  const entry = (type: Buffer, text: string) =>
    block(
      SET,
      block(SEQUENCE, block(OBJECT_IDENTIFIER, type), block(UTF8_STRING, Buffer.from(text, "utf8"))),
    );
  return block(SEQUENCE, entry(ORGANIZATION, "Tenpay.com"), entry(COMMON_NAME, commonName));
}

function utcTime(at: number): Buffer {
  const text = new Date(at).toISOString().replace(/[-:T]/g, "").slice(2, 14);
  return block(UTC_TIME, Buffer.from(`${text}Z`, "ascii"));
}

/** What a certificate says. */
export interface CertificateFacts {
  /** 40 hexadecimal digits, the first below 8: a positive number of twenty bytes. */
  serial_no: string;
  effective_at: number;
  expires_at: number;
}

/**
 * An X.509 version 3 certificate of a key that signs itself, PEM. Node reads certificates and cannot write them, and a
 * local WeChat must not need openssl on the machine.
 */
export function selfSignedCertificate(facts: CertificateFacts, key: KeyObject, publicKey: KeyObject): string {
  const algorithm = block(SEQUENCE, block(OBJECT_IDENTIFIER, SHA256_WITH_RSA), NULL);
  const body = block(
    SEQUENCE,
    VERSION_3,
    block(INTEGER, Buffer.from(facts.serial_no, "hex")),
    algorithm,
    name("Tenpay.com Root CA"),
    block(SEQUENCE, utcTime(facts.effective_at), utcTime(facts.expires_at)),
    name("Tenpay.com sign"),
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = sign("sha256", body, key);
  const der = block(SEQUENCE, body, algorithm, block(BIT_STRING, Buffer.from([0]), signature));
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
