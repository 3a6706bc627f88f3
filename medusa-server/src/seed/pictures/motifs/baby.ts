import { box, disc, fill, leaf, line, oval, placed, shade } from "../shapes";
import type { Tone } from "../tone";

/** A baby's bodysuit. */
export const bodysuit = ({ main, accent }: Tone): string =>
  [
    fill(
      "M146 72l-86 44l24 84l42 -14v74c0 40 30 66 54 86l20 -6l20 6c24 -20 54 -46 54 -86v-74l42 14l24 -84l-86 -44c-20 28 -88 28 -108 0z",
      main,
    ),
    fill(
      "M254 72l86 44l-24 84l-42 -14v74c0 40 -30 66 -54 86l-6 -4c40 -60 50 -170 40 -270z",
      shade(main, -0.1),
    ),
    line("M146 72c20 34 88 34 108 0", shade(main, -0.24), 9),
    line("M66 134l16 54", accent, 9),
    line("M334 134l-16 54", accent, 9),
    line("M128 262c2 34 28 56 50 76", shade(main, -0.2), 5, 0.7),
    line("M272 262c-2 34 -28 56 -50 76", shade(main, -0.2), 5, 0.7),
    [184, 200, 216].map((x) => disc(x, 332 - Math.abs(200 - x) * 0.3, 5, "#ffffff")).join(""),
    disc(200, 196, 40, accent),
    disc(186, 190, 5, "#5a4636"),
    disc(214, 190, 5, "#5a4636"),
    line("M190 206c6 8 14 8 20 0", "#5a4636", 4),
    disc(166, 162, 13, accent),
    disc(234, 162, 13, accent),
    disc(178, 206, 6, "#f2a08f", 0.6),
    disc(222, 206, 6, "#f2a08f", 0.6),
  ].join("");

/** Wooden blocks that make a little house. */
export const blocks = ({ main, accent }: Tone): string =>
  [
    box(64, 262, 88, 88, 8, accent),
    box(156, 262, 88, 88, 8, shade(main, 0.2)),
    box(248, 262, 88, 88, 8, "#e3bf8b"),
    fill("M272 350v-34a20 20 0 0 1 40 0v34z", shade("#e3bf8b", -0.3)),
    box(88, 170, 88, 88, 8, "#edd3a4"),
    box(180, 170, 88, 88, 8, main),
    disc(132, 214, 24, accent),
    fill("M128 166l76 -84l76 84z", accent),
    fill("M204 82l76 84h-50c-2 -30 -12 -60 -26 -84z", shade(accent, -0.16)),
    fill("M108 290l12 24l26 4l-19 18", "none"),
    fill("M108 282l8 18l20 2l-15 14l4 20l-17 -10l-17 10l4 -20l-15 -14l20 -2z", "#fff4d6"),
    box(184, 290, 32, 32, 6, shade(main, -0.12)),
    box(208, 196, 32, 34, 16, shade(main, 0.45)),
    box(292, 226, 44, 32, 8, main, 0.9),
    [64, 156, 248].map((x) => box(x + 6, 268, 76, 7, 3.5, "#ffffff", 0.3)).join(""),
    disc(352, 336, 14, shade(main, -0.1)),
  ].join("");

/** A feeding bottle. */
export const babyBottle = ({ main, accent }: Tone): string =>
  [
    fill(
      "M176 84c0 -30 8 -48 24 -48s24 18 24 48c14 6 26 12 30 26h-108c4 -14 16 -20 30 -26z",
      shade(main, 0.3),
    ),
    fill("M206 38c12 6 18 22 18 46c14 6 26 12 30 26h-30c-4 -30 -10 -54 -18 -72z", shade(main, 0.1)),
    box(132, 108, 136, 46, 12, main),
    [146, 164, 182, 200, 218, 236, 252].map((x) => box(x, 114, 6, 34, 3, shade(main, -0.14))).join(""),
    fill(
      "M136 154h128c12 18 18 36 18 60v108a28 28 0 0 1 -28 28h-108a28 28 0 0 1 -28 -28v-108c0 -24 6 -42 18 -60z",
      "#ffffff",
      0.75,
    ),
    fill("M126 226h148v94a22 22 0 0 1 -22 22h-104a22 22 0 0 1 -22 -22z", accent),
    fill("M236 226h38v94a22 22 0 0 1 -22 22h-22z", shade(main, 0.62), 0.7),
    oval(200, 226, 74, 10, shade(accent, -0.04)),
    [202, 226, 250, 274, 298]
      .map((y, index) => box(240, y, index % 2 ? 16 : 26, 5, 2.5, shade(main, -0.12)))
      .join(""),
    box(136, 186, 10, 136, 5, "#ffffff", 0.9),
    disc(186, 284, 18, main, 0.5),
    disc(174, 270, 8, main, 0.5),
    disc(198, 270, 8, main, 0.5),
  ].join("");

/** A sitting bear. */
export const bear = ({ main, accent }: Tone): string =>
  [
    disc(132, 96, 36, main),
    disc(132, 96, 20, accent),
    disc(268, 96, 36, main),
    disc(268, 96, 20, accent),
    oval(106, 262, 32, 52, shade(main, -0.1)),
    oval(294, 262, 32, 52, shade(main, -0.14)),
    oval(200, 278, 92, 74, main),
    oval(200, 286, 56, 52, accent),
    oval(132, 330, 46, 28, shade(main, 0.06)),
    oval(268, 330, 46, 28, shade(main, -0.04)),
    oval(122, 334, 24, 15, accent),
    oval(278, 334, 24, 15, accent),
    disc(200, 150, 90, main),
    fill("M236 68c36 14 54 44 54 82c0 50 -36 86 -80 90c40 -40 52 -110 26 -172z", shade(main, -0.08)),
    oval(200, 182, 44, 34, accent),
    disc(164, 146, 9, "#3b2c24"),
    disc(236, 146, 9, "#3b2c24"),
    disc(161, 143, 3, "#ffffff"),
    disc(233, 143, 3, "#ffffff"),
    oval(200, 168, 14, 10, "#4a372c"),
    line("M200 178v12c-4 10 -16 10 -20 2M200 190c4 10 16 10 20 2", "#4a372c", 4),
    disc(146, 176, 12, "#ee9c86", 0.45),
    disc(254, 176, 12, "#ee9c86", 0.45),
    fill("M160 232c26 14 54 14 80 0l10 20c-34 16 -66 16 -100 0z", "#c9503f"),
    fill("M214 246l34 30l-20 14l-26 -36z", "#b34234"),
  ].join("");

/** A soft pack of tissues, one pulled out. */
export const softPack = ({ main, accent }: Tone): string =>
  [
    fill("M146 150c-6 -50 30 -70 54 -92c18 28 62 40 54 92z", accent),
    fill("M200 58c18 28 62 40 54 92h-38c8 -34 -2 -62 -16 -92z", shade(main, 0.7)),
    fill("M56 160c50 -24 238 -24 288 0l8 176a14 14 0 0 1 -14 14h-276a14 14 0 0 1 -14 -14z", main),
    fill("M290 148c24 2 42 6 54 12l8 176a14 14 0 0 1 -14 14h-62c24 -50 26 -140 14 -202z", shade(main, -0.12)),
    oval(200, 152, 74, 18, shade(main, -0.24)),
    fill("M150 152c10 -12 90 -12 100 0c-10 10 -90 10 -100 0z", accent),
    box(76, 184, 12, 140, 6, "#ffffff", 0.4),
    box(122, 204, 156, 104, 20, accent, 0.92),
    placed(leaf(shade(main, -0.12), 56), { x: 200, y: 280, turn: -58 }),
    placed(leaf(shade(main, 0.1), 44), { x: 198, y: 282, turn: -116 }),
    disc(200, 238, 13, shade(main, 0.3)),
    line("M58 172c-4 10 -4 20 0 30M342 172c4 10 4 20 0 30", shade(main, -0.2), 5, 0.5),
  ].join("");
