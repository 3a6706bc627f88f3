import type {
  AuthenticationInput,
  AuthenticationResponse,
  AuthIdentityDTO,
  AuthIdentityProviderService,
} from "@medusajs/framework/types";
import {
  AbstractAuthModuleProvider,
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils";
import type { OneTimeCodes } from "@tengman/plugin-kit";
import { z } from "zod";
import { phoneNumberOf } from "../../domain/phone-number";
import type { PhoneRefusal } from "../../domain/refusal";
import { phoneCodesIn } from "../../modules/phone-codes/phone-codes";
import { readOptions } from "../../options";

const shape = z.object({ phone: z.string().max(40), code: z.string().max(20) });

/**
 * Log-in by a code that was sent to a number, as a Medusa auth provider: `{ phone, code }`. The identity's entity id is the
 * number's eleven digits. A refusal is answered as `{ success: false, error: <PhoneRefusal> }`.
 */
export class PhoneLoginService extends AbstractAuthModuleProvider {
  static override identifier = "phone";
  static override DISPLAY_NAME = "手机号登录";

  readonly #codes: OneTimeCodes | null;

  static override validateOptions(options: Record<string, unknown>): void {
    readOptions(options);
  }

  constructor(cradle: Record<string, unknown>, options: unknown) {
    super();
    const read = readOptions(options);
    this.#codes = read && phoneCodesIn(cradle[ContainerRegistrationKeys.PG_CONNECTION], read);
  }

  override async authenticate(
    { body }: AuthenticationInput,
    identities: AuthIdentityProviderService,
  ): Promise<AuthenticationResponse> {
    if (this.#codes === null) return refused("phone_login_off");
    const read = shape.safeParse(body ?? {});
    const phone = read.success ? phoneNumberOf(read.data.phone) : null;
    if (!read.success || phone === null)
      return refused(read.error?.issues[0]?.path[0] === "code" ? "code_invalid" : "phone_invalid");
    const code = read.data.code.trim();
    if (!/^\d{6}$/.test(code)) return refused("code_invalid");
    const checked = await this.#codes.verify(phone, "log_in", code, new Date());
    if (checked.kind === "refused") return refused(checked.reason);
    return { success: true, authIdentity: await identityOf(phone, identities) };
  }
}

function refused(error: PhoneRefusal): AuthenticationResponse {
  return { success: false, error };
}

async function identityOf(phone: string, identities: AuthIdentityProviderService): Promise<AuthIdentityDTO> {
  const known = await findIdentity(phone, identities);
  if (known) return known;
  try {
    return await identities.create({ entity_id: phone });
  } catch (error) {
    // Somebody links this very number elsewhere at the same moment: the unique key lets one of the two create it.
    const winner = await findIdentity(phone, identities);
    if (!winner) throw error;
    return winner;
  }
}

async function findIdentity(
  entity_id: string,
  identities: AuthIdentityProviderService,
): Promise<AuthIdentityDTO | undefined> {
  try {
    return await identities.retrieve({ entity_id });
  } catch (error) {
    if (error instanceof MedusaError && error.type === MedusaError.Types.NOT_FOUND) return undefined;
    throw error;
  }
}
