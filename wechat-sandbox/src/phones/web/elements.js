/**
 * Makes an element. `data-…`, `aria-…` and other attributes are set as such, functions named `on…` as listeners, and
 * `class` as the class.
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}

const PATHS = {
  back: "M15 4l-8 8 8 8",
  close: "M5 5l14 14M19 5L5 19",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  chats: "M4 11c0-4 3.600-7 8-7s8 3 8 7-3.600 7-8 7c-1 0-2-.2-2.900-.5L5 19.500l1-3.200C4.700 15 4 13 4 11z",
  contacts:
    "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 19c0-3.500 2.800-6 6.500-6s6.500 2.500 6.500 6zM17 7h5M17 11h5M18 15h4",
  me: "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c0-4 3.500-7 8-7s8 3 8 7z",
  share: "M14 5l7 6-7 6v-4c-5 0-8 1.500-11 6 .5-6 4-10 11-10z",
  refresh: "M19 12a7 7 0 1 1-2.200-5.100M19 3v5h-5",
  copy: "M8 8h11v12H8zM5 16V4h11",
  keyboard: "M3 7h18v11H3zM7 11h.01M11 11h.01M15 11h.01M8 15h8",
  bag: "M5 8h14l1 12H4zM9 8V7a3 3 0 0 1 6 0v1",
  chevron: "M9 5l7 7-7 7",
};

/** A line icon of 24 × 24. */
export function icon(name) {
  const holder = element("span", { class: "icon" });
  holder.innerHTML = `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.700" stroke-linecap="round" stroke-linejoin="round"><path d="${PATHS[name]}"/></svg>`;
  return holder;
}

/** Whole fen as yuan: 1990 → "19.90". */
export function yuan(fen) {
  const digits = String(fen).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A moment as a chat shows it: today "14:05", else "11月3日 14:05". */
export function shortTime(at) {
  const date = new Date(at);
  const clock = date.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
  const today = new Date().toDateString() === date.toDateString();
  return today ? clock : `${date.getMonth() + 1}月${date.getDate()}日 ${clock}`;
}

/** The picture of a person, the account (`account`) or the payment account (`wechat-pay`). */
export function avatar(who) {
  return element("img", { class: "avatar", src: `/avatars/${who}.svg`, alt: "", draggable: "false" });
}
