import type { Look } from "./people.js";

const HAIR_BEHIND: Record<Look["hairstyle"], string> = {
  long: '<path d="M29 46c0-17 9-27 21-27s21 10 21 27v31c0 3-42 3-42 0z"/>',
  bob: '<path d="M27 46c0-16 10-26 23-26s23 10 23 26v13c0 5-7 6-11 6H38c-4 0-11-1-11-6z"/>',
  bun: '<circle cx="50" cy="17" r="9"/><path d="M31 48c0-15 8-25 19-25s19 10 19 25v6H31z"/>',
  short: '<path d="M31 48c-1-17 7-26 19-26s20 9 19 26z"/>',
  crop: '<path d="M32 45c-1-14 7-22 18-22s19 8 18 22z"/>',
};

const FRINGE: Record<Look["hairstyle"], string> = {
  long: '<path d="M34 46c2-13 8-19 16-19s14 6 16 19c-6-3-12-8-14-13-4 7-11 11-18 13z"/>',
  bob: '<path d="M33 45c2-12 8-19 17-19s15 7 17 19c-11-1-23-1-34 0z"/>',
  bun: '<path d="M34 44c3-11 9-16 16-16s13 5 16 16c-8-2-13-5-16-9-3 4-8 7-16 9z"/>',
  short: '<path d="M33 45c0-12 7-19 17-19 11 0 17 7 17 19-3-4-5-8-6-11-8 3-19 2-24 1-2 3-3 7-4 10z"/>',
  crop: '<path d="M34 42c1-10 7-16 16-16s15 6 16 16c-4-5-8-7-16-7s-12 2-16 7z"/>',
};

const GLASSES =
  '<g fill="none" stroke="#3a3a3a" stroke-width="1.6"><circle cx="42.5" cy="49" r="5"/><circle cx="57.5" cy="49" r="5"/><path d="M47.5 49h5"/></g>';

/** Draws a person's avatar. The drawing is the project's own; it contains no text, so any font will do. */
export function drawAvatar(look: Look): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="200" height="200">
<rect width="100" height="100" fill="${look.background}"/>
<g fill="${look.hair}">${HAIR_BEHIND[look.hairstyle]}</g>
<path d="M20 100c0-19 12-27 30-27s30 8 30 27z" fill="${look.clothes}"/>
<path d="M43 63h14v11c0 5-14 5-14 0z" fill="${look.skin}"/>
<ellipse cx="50" cy="49" rx="17" ry="20" fill="${look.skin}"/>
<g fill="${look.hair}">${FRINGE[look.hairstyle]}</g>
<g fill="#2b2320"><circle cx="42.5" cy="49.500" r="1.900"/><circle cx="57.5" cy="49.500" r="1.900"/></g>
<path d="M44 59c3 3.500 9 3.500 12 0" fill="none" stroke="#b5533c" stroke-width="1.800" stroke-linecap="round"/>
<g fill="#f2a08f" opacity=".45"><circle cx="38" cy="55" r="3"/><circle cx="62" cy="55" r="3"/></g>
${look.glasses ? GLASSES : ""}</svg>`;
}

/** The Official Account's picture: a vine with three leaves. */
export function drawAccountAvatar(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="200" height="200">
<rect width="100" height="100" fill="#14724a"/>
<path d="M30 88c2-26 8-44 22-58 5-5 11-9 18-12" fill="none" stroke="#d9f2c7" stroke-width="5" stroke-linecap="round"/>
<path d="M38 62c-16 2-24-6-25-20 14-1 24 6 25 20z" fill="#8fd694"/>
<path d="M46 44c1-14 10-21 25-20 0 14-9 22-25 20z" fill="#b8e986"/>
<path d="M40 70c7-11 18-14 31-6-6 12-18 15-31 6z" fill="#6cc48a"/>
</svg>`;
}
