import Medusa from "@medusajs/js-sdk";

/** Medusa's own client, with the session of whoever is logged in to the admin. */
export const sdk = new Medusa({ baseUrl: "/", auth: { type: "session" } });
