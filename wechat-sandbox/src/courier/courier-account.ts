import { createHash, createHmac } from "node:crypto";

/** What a merchant finds in kuaidi100's console after opening an account there. */
export interface CourierAccount {
  customer: string;
  key: string;
}

/** A hash as kuaidi100 writes it: MD5 in capital hexadecimal digits. */
export const courierHash = (text: string): string =>
  createHash("md5").update(text).digest("hex").toUpperCase();

/** The account of this local WeChat. It follows from its own secret, as that of the SMS vendors does. */
export function courierAccountOf(app_secret: string): CourierAccount {
  const derive = (name: string) => createHmac("sha256", app_secret).update(`courier ${name}`).digest("hex");
  return { customer: derive("customer").slice(0, 32).toUpperCase(), key: derive("key").slice(0, 12) };
}
