import { Phone } from "./phone.js";

/** Puts the phones onto the page: both on the desk, or the one the address names. */
const alone = /^\/phone\/([12])$/.exec(location.pathname)?.[1];
const desk = document.getElementById("desk");
for (const number of alone ? [alone] : ["1", "2"]) desk.append(new Phone(number).root);
