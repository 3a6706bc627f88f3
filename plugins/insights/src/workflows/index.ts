/** What other plugins and the shop may run. */
export {};
