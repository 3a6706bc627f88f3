import { ModuleProvider, Modules } from "@medusajs/framework/utils";
import { PhoneLoginService } from "./service";

export default ModuleProvider(Modules.AUTH, { services: [PhoneLoginService] });
