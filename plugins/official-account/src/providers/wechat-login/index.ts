import { ModuleProvider, Modules } from "@medusajs/framework/utils";
import { WechatLoginService } from "./service.js";

export default ModuleProvider(Modules.AUTH, { services: [WechatLoginService] });
