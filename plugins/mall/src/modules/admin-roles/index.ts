import { Module } from "@medusajs/framework/utils";
import { ADMIN_ROLES } from "@tengman/plugin-kit";
import { AdminRolesService } from "./service";

/** Which role each user of the admin has; every plugin's guard asks it under this name. */
export const ADMIN_ROLES_MODULE = ADMIN_ROLES;

export default Module(ADMIN_ROLES_MODULE, { service: AdminRolesService });
