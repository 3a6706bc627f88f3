import { Phone } from "./phone.js";

/** Puts the phones onto the page: both on the desk, or the one the address names. */
const alone = /^\/phone\/([12])$/.exec(location.pathname)?.[1];
const desk = document.getElementById("desk");
for (const number of alone ? [alone] : ["1", "2"]) desk.append(new Phone(number, linkPages).place);

/** The shop's own pages, once a phone has said where the shop is. */
function linkPages({ shop_origin }) {
  const pages = { shop: "/", admin: "/app" };
  for (const link of document.querySelectorAll("[data-link]")) {
    if (pages[link.dataset.link]) link.href = shop_origin + pages[link.dataset.link];
  }
}
