import { box, disc, fill, GROUND, leaf, line, oval, placed, shade, turned } from "../shapes";
import type { Tone } from "../tone";

/** A woven basket with a folded cloth. */
export const basket = ({ main, accent }: Tone): string => {
  const weave: string[] = [];
  for (let row = 0; row < 6; row++) {
    for (let column = 0; column < 9; column++) {
      const inset = row * 3;
      const width = (236 - inset * 2) / 9;
      const x = 82 + inset + column * width;
      const tone = (row + column) % 2 === 0 ? shade(main, 0.12) : shade(main, -0.1);
      weave.push(box(x + 1, 196 + row * 25, width - 2, 23, 8, tone));
    }
  }
  return [
    line("M128 190c-10 -110 154 -110 144 0", accent, 14),
    line("M128 190c-10 -110 154 -110 144 0", shade(accent, 0.3), 4, 0.6),
    fill("M110 192c10 -52 60 -40 84 -46s60 -10 88 46z", "#f6f1e4"),
    fill("M196 192c14 -30 40 -34 60 -30c20 6 24 20 28 30z", "#e6dfcd"),
    fill("M72 188h256l-22 150a14 14 0 0 1 -14 12h-184a14 14 0 0 1 -14 -12z", shade(main, -0.25)),
    weave.join(""),
    box(68, 182, 264, 24, 12, shade(main, 0.05)),
    line("M80 194h240", accent, 4, 0.7),
    fill("M262 206h58l-20 138h-44z", "#000000", 0.08),
  ].join("");
};

/** A square cushion with piping and stripes. */
export const cushion = ({ main, accent }: Tone): string =>
  [
    fill(
      "M66 96c40 14 228 14 268 0c14 -4 22 4 18 18c-14 44 -14 172 0 214c4 14 -4 22 -18 18c-40 -12 -228 -12 -268 0c-14 4 -22 -4 -18 -18c14 -42 14 -170 0 -214c-4 -14 4 -22 18 -18z",
      main,
    ),
    fill(
      "M300 104c18 -2 28 -6 34 -8c14 -4 22 4 18 18c-14 44 -14 172 0 214c4 14 -4 22 -18 18c-12 -4 -30 -6 -52 -8c24 -60 30 -160 18 -234z",
      shade(main, -0.12),
    ),
    line("M118 110c-6 70 -6 154 0 226", accent, 9, 0.9),
    line("M142 112c-6 70 -6 152 0 224", accent, 3.5, 0.9),
    line("M258 112c6 70 6 152 0 224", accent, 3.5, 0.9),
    line("M282 110c6 70 6 154 0 226", accent, 9, 0.9),
    line("M190 214c8 -10 14 -4 10 6c-2 8 8 10 14 2", shade(main, -0.22), 4, 0.6),
    line("M72 104c-8 20 -4 34 8 50", shade(main, -0.2), 4, 0.5),
    line("M328 104c8 20 4 34 -8 50", shade(main, -0.3), 4, 0.5),
    line("M74 338c-6 -20 -2 -34 8 -48", shade(main, -0.2), 4, 0.5),
  ].join("");

/** A round vase with a branch of leaves. */
export const vase = ({ main, accent }: Tone): string => {
  const branch = (turn: number, length: number, tint: number) => {
    const leaves = [0.35, 0.5, 0.65, 0.8, 0.95].map((at, index) =>
      placed(leaf(shade(accent, tint + index * 0.05), 40), {
        x: length * at,
        y: 0,
        turn: index % 2 ? 46 : -46,
      }),
    );
    return placed(line(`M0 0H${length}`, shade(accent, -0.3), 4) + leaves.join(""), { x: 200, y: 190, turn });
  };
  return [
    branch(-118, 150, 0.05),
    branch(-84, 176, 0),
    branch(-52, 140, 0.12),
    fill("M176 168h48c-4 34 74 44 74 110c0 46 -40 72 -98 72s-98 -26 -98 -72c0 -66 78 -76 74 -110z", main),
    fill("M212 168h12c-4 34 74 44 74 110c0 46 -40 72 -98 72c70 -16 66 -130 12 -182z", shade(main, -0.12)),
    fill("M132 244c-18 20 -18 58 2 76c-8 -26 -6 -52 8 -76z", "#ffffff", 0.4),
    oval(200, 168, 30, 8, shade(main, -0.3)),
    line("M112 296c50 14 126 14 176 0", shade(main, -0.2), 3, 0.5),
    line("M118 310c50 12 114 12 164 0", shade(main, -0.2), 3, 0.35),
  ].join("");
};

/** A desk lamp that shines. */
export const lamp = ({ main, accent }: Tone): string =>
  [
    fill("M92 214l-60 132h208l-72 -140z", "#fff3c4", 0.55),
    oval(262, 340, 84, 14, shade(main, -0.18)),
    box(180, 318, 164, 24, 12, main),
    box(180, 318, 164, 9, 5, shade(main, 0.2)),
    line("M262 322l44 -130", accent, 12),
    line("M306 192l-128 -92", accent, 12),
    disc(306, 192, 14, main),
    disc(306, 192, 6, shade(main, -0.3)),
    turned(
      fill("M70 210c0 -62 30 -96 68 -96s68 34 68 96z", main) +
        fill("M150 116c36 8 56 42 56 94h-34c0 -46 -6 -76 -22 -94z", shade(main, -0.15)) +
        oval(138, 210, 68, 12, "#fff6d8") +
        box(126, 96, 24, 22, 8, shade(main, -0.15)) +
        fill("M88 190c2 -30 14 -50 26 -58c-6 18 -12 36 -12 58z", "#ffffff", 0.35),
      24,
      138,
      150,
    ),
    disc(290, 330, 5, accent),
  ].join("");

/** A candle in a glass. */
export const candle = ({ main, accent }: Tone): string =>
  [
    disc(200, 150, 84, accent, 0.16),
    disc(200, 150, 54, accent, 0.22),
    fill("M112 196h176v134a20 20 0 0 1 -20 20h-136a20 20 0 0 1 -20 -20z", "#ffffff", 0.5),
    fill("M122 226h156v104a12 12 0 0 1 -12 12h-132a12 12 0 0 1 -12 -12z", main),
    fill("M232 226h46v104a12 12 0 0 1 -12 12h-34z", shade(main, -0.16)),
    oval(200, 226, 78, 15, shade(main, 0.28)),
    oval(200, 196, 88, 17, "#ffffff", 0.4),
    line("M200 226v-30", "#3c3027", 4),
    fill("M200 122c24 30 28 46 22 60c-6 14 -38 14 -44 0c-6 -14 -2 -30 22 -60z", accent),
    fill("M200 150c10 14 14 22 10 30c-4 8 -16 8 -20 0c-4 -8 0 -16 10 -30z", "#fff4cf"),
    box(150, 262, 100, 52, 4, "#fffaf0"),
    box(166, 276, 68, 6, 3, shade(main, -0.2)),
    box(180, 292, 40, 5, 2.5, shade(main, -0.1), 0.7),
    box(124, 210, 9, 126, 4, "#ffffff", 0.55),
    placed(leaf("#7f9a6c", 52), { x: 300, y: 346, turn: -24 }),
    placed(leaf("#93ab7c", 40), { x: 300, y: 347, turn: -70 }),
  ].join("");

/** A folded blanket with fringes, a second fold below. */
export const throwBlanket = ({ main, accent }: Tone): string => {
  const fringe = Array.from({ length: 15 }, (_, index) =>
    line(`M${88 + index * 16} 318v24`, shade(main, -0.08), 6),
  ).join("");
  const knit = (y: number, tone: string) =>
    Array.from({ length: 14 }, (_, index) => line(`M${86 + index * 17} ${y}l8 12l8 -12`, tone, 4, 0.8)).join(
      "",
    );
  return [
    box(66, 262, 268, 60, 26, shade(main, -0.14)),
    fringe,
    box(62, 206, 276, 66, 30, main),
    knit(226, shade(main, -0.16)),
    knit(242, shade(main, -0.16)),
    box(70, 146, 260, 66, 30, shade(accent, 0.1)),
    knit(166, shade(accent, -0.12)),
    knit(182, shade(accent, -0.12)),
    box(78, 92, 244, 60, 28, shade(main, 0.14)),
    knit(110, shade(main, -0.06)),
    knit(126, shade(main, -0.06)),
    fill(`M300 96c16 4 22 14 22 28s-6 24 -22 28c12 -18 12 -38 0 -56z`, shade(main, -0.16), 0.6),
    oval(200, GROUND - 2, 150, 5, shade(main, -0.4), 0.18),
  ].join("");
};
