import { box, disc, fill, leaf, line, oval, placed, shade, turned } from "../shapes";
import type { Tone } from "../tone";

/** A T-shirt on a hanger. */
export const tshirt = ({ main, accent }: Tone): string =>
  [
    line("M200 72c-2 -22 26 -20 22 -40c-4 -16 -28 -14 -28 2", "#8a6a48", 7),
    line("M200 70L112 112M200 70L288 112", "#8a6a48", 10),
    fill(
      "M150 92c18 26 82 26 100 0l60 26l44 82l-52 26l-16 -26v138a12 12 0 0 1 -12 12h-148a12 12 0 0 1 -12 -12v-138l-16 26l-52 -26l44 -82z",
      main,
    ),
    fill(
      "M250 92l60 26l44 82l-52 26l-16 -26v138a12 12 0 0 1 -12 12h-40c28 -80 36 -180 16 -258z",
      shade(main, -0.1),
    ),
    line("M150 92c18 30 82 30 100 0", shade(main, -0.22), 9),
    line("M114 200v-26M286 200v-26", shade(main, -0.25), 4, 0.6),
    line("M56 206l40 20M344 206l-40 20", accent, 5, 0.9),
    line("M126 334h148", accent, 4, 0.8),
    placed(leaf(accent, 34), { x: 222, y: 180, turn: -60 }),
    placed(leaf(accent, 26), { x: 222, y: 182, turn: -10 }),
    line("M140 240c20 8 30 30 26 60M262 250c-14 10 -20 30 -16 52", shade(main, -0.16), 4, 0.5),
  ].join("");

/** A folded plaid scarf with fringes. */
export const scarf = ({ main, accent }: Tone): string => {
  const plaid = (x: number, y: number, width: number, height: number) => {
    const stripes: string[] = [box(x, y, width, height, 6, main)];
    for (let dx = 22; dx < width - 10; dx += 46)
      stripes.push(
        box(x + dx, y, 14, height, 0, accent, 0.45),
        box(x + dx + 20, y, 4, height, 0, "#ffffff", 0.5),
      );
    for (let dy = 20; dy < height - 8; dy += 46)
      stripes.push(
        box(x, y + dy, width, 14, 0, accent, 0.45),
        box(x, y + dy + 20, width, 4, 0, "#ffffff", 0.5),
      );
    return stripes.join("");
  };
  const fringe = (x: number, y: number, count: number) =>
    Array.from({ length: count }, (_, index) =>
      line(`M${x + index * 10} ${y}v26`, shade(main, index % 2 ? -0.1 : 0.12), 5),
    ).join("");
  return [
    fringe(104, 318, 10),
    turned(plaid(98, 150, 104, 172), 3, 150, 236),
    turned(fringe(212, 322, 10) + plaid(206, 150, 104, 176), -5, 258, 236),
    fill("M84 150c0 -70 50 -104 116 -104s116 34 116 104c0 44 -40 66 -116 66s-116 -22 -116 -66z", main),
    line("M92 130c30 60 186 60 216 0", accent, 16, 0.5),
    line("M108 96c30 50 154 50 184 0", accent, 12, 0.5),
    line("M90 160c40 56 180 56 220 0", "#ffffff", 5, 0.5),
    fill("M140 108c0 -22 26 -34 60 -34s60 12 60 34c0 20 -26 30 -60 30s-60 -10 -60 -30z", shade(main, -0.42)),
    fill("M140 108c4 20 30 30 60 30s56 -10 60 -30c-14 16 -36 20 -60 20s-46 -4 -60 -20z", shade(main, -0.15)),
  ].join("");
};

/** A canvas tote with a printed vine. */
export const tote = ({ main, accent }: Tone): string =>
  [
    line("M140 152c-4 -130 124 -130 120 0", shade(main, -0.2), 15),
    fill("M84 144h232l14 192a14 14 0 0 1 -14 14h-232a14 14 0 0 1 -14 -14z", main),
    fill("M276 144h40l14 192a14 14 0 0 1 -14 14h-54c22 -60 26 -140 14 -206z", shade(main, -0.1)),
    box(80, 144, 240, 20, 4, shade(main, -0.08)),
    line("M146 164c-4 -110 112 -110 108 0", shade(main, 0.14), 15),
    box(136, 150, 20, 26, 3, shade(main, -0.16)),
    box(244, 150, 20, 26, 3, shade(main, -0.16)),
    line("M200 318c-6 -40 14 -60 0 -110", accent, 6),
    placed(leaf(accent, 48), { x: 200, y: 292, turn: -28 }),
    placed(leaf(accent, 48), { x: 199, y: 276, turn: -152 }),
    placed(leaf(accent, 42), { x: 206, y: 248, turn: -30 }),
    placed(leaf(accent, 40), { x: 204, y: 232, turn: -150 }),
    placed(leaf(accent, 32), { x: 200, y: 212, turn: -84 }),
  ].join("");

/** A bucket hat. */
export const bucketHat = ({ main, accent }: Tone): string =>
  [
    fill("M118 226c4 -70 18 -120 40 -132c26 -12 58 -12 84 0c22 12 36 62 40 132z", main),
    fill("M224 90c10 0 14 2 18 4c22 12 36 62 40 132h-46c4 -50 0 -100 -12 -136z", shade(main, -0.12)),
    oval(200, 96, 48, 14, shade(main, 0.14)),
    fill("M116 204c50 18 118 18 168 0l2 28c-52 18 -120 18 -172 0z", accent),
    fill(
      "M114 230c-34 16 -66 50 -74 84c40 34 280 34 320 0c-8 -34 -40 -68 -74 -84c-52 18 -120 18 -172 0z",
      shade(main, 0.06),
    ),
    fill("M286 230c34 16 66 50 74 84c-20 16 -80 24 -130 26c40 -24 58 -66 56 -110z", shade(main, -0.1)),
    line("M92 262c60 24 156 24 216 0", shade(main, -0.18), 3.5, 0.7),
    line("M74 282c70 28 182 28 252 0", shade(main, -0.18), 3.5, 0.7),
    line("M56 302c80 30 208 30 288 0", shade(main, -0.18), 3.5, 0.7),
    disc(152, 150, 5, accent),
    disc(168, 144, 5, accent),
    line("M132 180c4 -30 10 -54 20 -70", "#ffffff", 7, 0.3),
  ].join("");

/** Two pairs of socks. */
export const socks = ({ main, accent }: Tone): string => {
  const sock = (colour: string, trim: string) =>
    [
      fill("M0 0h84v140c0 12 6 20 18 26l60 28c24 12 20 56 -16 56h-84c-40 0 -62 -22 -62 -58z", colour),
      box(-4, -8, 92, 34, 8, trim),
      [8, 24, 40, 56, 72].map((x) => line(`M${x} -2v22`, shade(trim, -0.16), 3, 0.7)).join(""),
      box(0, 56, 84, 14, 0, trim, 0.9),
      box(0, 82, 84, 8, 0, trim, 0.9),
      fill("M0 166c26 4 44 24 46 84c-30 -2 -46 -24 -46 -58z", trim, 0.9),
      fill("M128 178l34 16c24 12 20 56 -16 56h-18c-18 -20 -18 -52 0 -72z", trim, 0.9),
    ].join("");
  return (
    placed(sock(shade(main, -0.06), accent), { x: 66, y: 92, turn: -4 }) +
    placed(sock(accent, main), { x: 180, y: 96, turn: 3 })
  );
};

/** A canvas sneaker, from the side. */
export const sneaker = ({ main, accent }: Tone): string =>
  [
    fill("M52 300c-6 -60 2 -110 22 -146c20 12 62 10 82 -8c34 60 86 92 146 106c40 10 58 28 58 52z", main),
    fill("M302 252c40 10 58 28 58 52h-70c-4 -22 0 -40 12 -52z", "#fbf8f0"),
    fill("M52 300c-4 -50 0 -96 14 -130l46 134z", shade(main, -0.12)),
    fill("M74 154c20 12 62 10 82 -8l14 22c-30 22 -76 24 -104 6z", shade(main, -0.22)),
    line("M180 186l-34 26M202 208l-36 24M226 226l-36 22M250 240l-32 20", "#ffffff", 8),
    line("M146 212c30 30 60 46 96 52", shade(main, -0.2), 4, 0.7),
    box(40, 296, 328, 40, 18, "#fbf8f0"),
    box(40, 312, 328, 8, 0, accent),
    box(40, 330, 328, 20, 10, shade("#fbf8f0", -0.14)),
    disc(110, 236, 20, accent),
    placed(leaf("#ffffff", 26), { x: 100, y: 246, turn: -44 }),
    line("M300 262c-6 10 -8 22 -6 34", shade("#fbf8f0", -0.2), 4),
  ].join("");
