import { ModuleProvider, Modules } from "@medusajs/framework/utils";
import emailpass from "@medusajs/medusa/auth-emailpass";

const [Passwords] = emailpass.services;
if (!Passwords) throw new Error("Medusa's package of passwords offers no provider");

/** Medusa's passwords under a name of their own: its provider looks its identities up by this name, whatever its id is. */
class CustomerPasswords extends Passwords {
  static identifier = "email";
  static DISPLAY_NAME = "邮箱登录";
}

export default ModuleProvider(Modules.AUTH, { services: [CustomerPasswords] });
