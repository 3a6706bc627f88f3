import { authenticate, defineMiddlewares } from "@medusajs/framework/http";
import { ownOrderOnly } from "./own-order";

const shopperOnly = [authenticate("customer", ["bearer"])];

/** Orders and quotes belong to a shopper; the customer token travels in the header alone, never in a cookie. */
export default defineMiddlewares({
  routes: [
    { matcher: "/store/mall/orders/:id/after-sales/photos", methods: ["POST"], bodyParser: false },
    { matcher: "/store/mall/quotes", middlewares: shopperOnly },
    { matcher: "/store/mall/orders", middlewares: shopperOnly },
    { matcher: "/store/mall/orders/*", middlewares: shopperOnly },
    { matcher: "/store/mall/after-sales", middlewares: shopperOnly },
    { matcher: "/store/mall/after-sales/*", middlewares: shopperOnly },
    { matcher: "/store/orders/:id", methods: ["GET"], middlewares: [...shopperOnly, ownOrderOnly] },
  ],
});
