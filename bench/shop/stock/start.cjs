// What `medusa start` runs, with the configuration of this folder.
const { default: start } = require("@medusajs/medusa/commands/start");

start({ directory: __dirname, port: Number(process.env.PORT), types: false });
