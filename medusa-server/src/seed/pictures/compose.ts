import type { CategoryDraft, ProductDraft } from "../catalogue/product-draft";
import type { Drawing } from "./drawing";
import { type MotifName, motifs } from "./motifs/index";
import { box, disc, fill, leaf, line, oval, placed, shade } from "./shapes";
import type { Tone } from "./tone";

const SIDE = 800;
const MOTIF_SIDE = 400;
const MOTIF_GROUND = 350;

/** A product's pictures: in the studio, in a room, and its colours side by side (or close, where it has but one). */
export function productDrawings(draft: ProductDraft): Drawing[] {
  const { motif, tones } = draft.picture;
  const [first, second = first] = tones;
  if (!first || !second) throw new Error(`${draft.handle} has no colours to be drawn in`);
  const style = numberOf(draft.handle);
  const scenes = [
    studio(motif, first, style),
    room(motif, second, style),
    tones.length > 1 ? colours(motif, tones) : close(motif, first),
  ];
  return scenes.map((content, index) => square(`${draft.handle}-${index + 1}`, content));
}

/** A category's round icon: its motif on a disc. */
export function iconDrawing(category: CategoryDraft): Drawing {
  const { motif, tone } = category.icon;
  const content = box(0, 0, 240, 240, 0, shade(tone.backdrop, 0.1)) + standing(motif, tone, 120, 208, 0.5);
  return { name: `category-${category.handle}`, svg: svg(240, 240, content), width: 240, height: 240 };
}

/** One backdrop, one ground, light from the left. */
function studio(motif: MotifName, tone: Tone, style: number): string {
  const wall = shade(tone.backdrop, 0.12);
  const shapes = [
    disc(400, 400, 290, shade(tone.backdrop, -0.07)),
    fill("M150 640V380a250 250 0 0 1 500 0v260z", shade(tone.backdrop, -0.07)),
    fill("M0 220C220 120 420 320 800 160V800H0z", shade(tone.backdrop, -0.06)),
  ];
  return [
    box(0, 0, SIDE, SIDE, 0, wall),
    shapes[style % shapes.length],
    box(0, 640, SIDE, 160, 0, shade(tone.backdrop, -0.14)),
    box(0, 640, SIDE, 5, 0, "#ffffff", 0.35),
    oval(400, 706, 250, 26, "#000000", 0.1),
    oval(400, 702, 190, 16, "#000000", 0.1),
    standing(motif, tone, 400, 704, 1.58),
  ].join("");
}

/** A shelf by the window, with a vine hanging in. */
function room(motif: MotifName, tone: Tone, style: number): string {
  const wall = shade(tone.backdrop, -0.02);
  const left = style % 2 === 0;
  return [
    box(0, 0, SIDE, SIDE, 0, wall),
    fill("M120 0h190L620 610H430z", "#ffffff", 0.22),
    fill("M370 0h110L790 610H680z", "#ffffff", 0.18),
    hangingVine(left ? 96 : 704, left ? 1 : -1),
    box(0, 606, SIDE, 30, 0, "#caa177"),
    box(0, 606, SIDE, 7, 0, "#ddbb93"),
    box(0, 636, SIDE, 164, 0, shade(tone.backdrop, -0.16)),
    box(0, 636, SIDE, 14, 0, "#000000", 0.12),
    line("M60 620h180M420 624h260", "#b98d62", 3, 0.7),
    oval(400, 608, 170, 12, "#000000", 0.16),
    standing(motif, tone, 400, 608, 1.3),
  ].join("");
}

/** Every colour stands in its own band. */
function colours(motif: MotifName, tones: readonly Tone[]): string {
  const width = SIDE / tones.length;
  const scale = tones.length === 2 ? 0.94 : 0.68;
  return tones
    .map((tone, index) => {
      const middle = width * (index + 0.5);
      return [
        box(index * width, 0, width + 1, SIDE, 0, shade(tone.backdrop, 0.08)),
        box(index * width, 560, width + 1, 240, 0, shade(tone.backdrop, -0.12)),
        oval(middle, 602, width * 0.36, 15, "#000000", 0.12),
        standing(motif, tone, middle, 600, scale),
        [tone.main, tone.accent]
          .map(
            (colour, at) =>
              disc(middle - 20 + at * 40, 700, 15, "#ffffff") + disc(middle - 20 + at * 40, 700, 11, colour),
          )
          .join(""),
      ].join("");
    })
    .join("");
}

/** So near that the picture's edge cuts it. */
function close(motif: MotifName, tone: Tone): string {
  return [
    box(0, 0, SIDE, SIDE, 0, shade(tone.backdrop, -0.04)),
    disc(620, 160, 260, shade(tone.backdrop, 0.3)),
    disc(120, 720, 220, shade(tone.backdrop, -0.1)),
    placed(motifs[motif](tone), { x: 400 - MOTIF_SIDE * 1.2, y: 470 - 210 * 2.4, scale: 2.4 }),
  ].join("");
}

/** Draws a motif so that its foot stands at a point. */
export function standing(motif: MotifName, tone: Tone, x: number, y: number, scale: number): string {
  return placed(motifs[motif](tone), { x: x - (MOTIF_SIDE / 2) * scale, y: y - MOTIF_GROUND * scale, scale });
}

function hangingVine(x: number, side: 1 | -1): string {
  const green = "#6f9a6a";
  const stems = [
    { dx: 0, length: 330, bend: 40 },
    { dx: 70 * side, length: 210, bend: -26 },
  ];
  return stems
    .map(({ dx, length, bend }) => {
      const leaves = [0.22, 0.4, 0.58, 0.76, 0.94].map((at, index) =>
        placed(leaf(shade(green, index % 2 ? 0.14 : -0.06), 58 - index * 4), {
          x: x + dx + bend * at * (2 - at),
          y: length * at,
          turn: index % 2 ? 150 : 28,
        }),
      );
      return (
        line(
          `M${x + dx} -10Q${x + dx + bend} ${length / 2} ${x + dx + bend} ${length}`,
          shade(green, -0.2),
          5,
        ) + leaves.join("")
      );
    })
    .join("");
}

/** A number that depends on the text alone, so that a product always looks the same. */
function numberOf(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
}

function square(name: string, content: string): Drawing {
  return { name, svg: svg(SIDE, SIDE, content), width: SIDE, height: SIDE };
}

/** A whole drawing of the given size. */
export function svg(width: number, height: number, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${content}</svg>`;
}
