import { savedListRoutes } from "../../saved-list";

const routes = savedListRoutes("favourites");

/** Whether the product is in the list. */
export const GET = routes.ask;

/** Puts the product first. Refusal: `product_unknown`. */
export const POST = routes.save;

/** Takes the product out. */
export const DELETE = routes.remove;
