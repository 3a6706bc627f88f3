// Medusa as it comes: no plugins, its own modules alone, for the benchmark beside it.
const { defineConfig } = require("@medusajs/framework/utils");

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: {
      storeCors: process.env.SHOP_ORIGIN,
      adminCors: process.env.SHOP_ORIGIN,
      authCors: process.env.SHOP_ORIGIN,
      jwtSecret: process.env.JWT_SECRET,
      cookieSecret: process.env.COOKIE_SECRET,
    },
  },
  admin: { disable: true },
});
