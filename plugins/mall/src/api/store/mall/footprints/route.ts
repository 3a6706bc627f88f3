import { savedListRoutes } from "../saved-list";

const routes = savedListRoutes("footprints");

/** The products the shopper looked at, latest first. */
export const GET = routes.list;

/** Empties the list. */
export const DELETE = routes.empty;
