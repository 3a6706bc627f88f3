import { savedListRoutes } from "../saved-list";

const routes = savedListRoutes("favourites");

/** The shopper's favourites, latest first. */
export const GET = routes.list;

/** Empties the list. */
export const DELETE = routes.empty;
