import { z } from "zod";
import { emailAddressOf } from "../domain/email-address";
import { mayBePassword } from "../domain/password";
import type { AccountRefusal } from "../domain/refusal";

const shape = z.object({
  email: z.string().max(300),
  password: z.string().max(1_000),
  code: z.string().max(20),
});

export interface ProvedCredentials {
  email: string;
  password: string;
  code: string;
}

/** Reads an address, a code and a password to be chosen. Everything is looked at before the code is: a refused password must not use it up. */
export function readCredentials(body: unknown): ProvedCredentials | AccountRefusal {
  const read = shape.safeParse(body ?? {});
  if (!read.success) {
    const field = read.error.issues[0]?.path[0];
    if (field === "email") return "email_invalid";
    return field === "password" ? "password_invalid" : "code_wrong";
  }
  const email = emailAddressOf(read.data.email);
  if (email === null) return "email_invalid";
  const { password, code } = read.data;
  return mayBePassword(password, email) ? { email, password, code: code.trim() } : "password_invalid";
}
