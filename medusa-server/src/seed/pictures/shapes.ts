/** Small words for drawing: every function answers a piece of SVG. Motifs live in a box of 400 × 400, ground at 350. */

export const GROUND = 350;

/** Mixes a colour with white (`amount` > 0) or with black (`amount` < 0); `amount` is −1 … 1. */
export function shade(colour: string, amount: number): string {
  const target = amount > 0 ? 255 : 0;
  const weight = Math.abs(amount);
  const channels = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16);
    return Math.round(channel + (target - channel) * weight)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${channels.join("")}`;
}

/** A filled path. */
export const fill = (d: string, colour: string, opacity = 1): string =>
  `<path d="${d}" fill="${colour}"${opacity === 1 ? "" : ` opacity="${opacity}"`}/>`;

/** A drawn line with round ends. */
export const line = (d: string, colour: string, width: number, opacity = 1): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${
    opacity === 1 ? "" : ` opacity="${opacity}"`
  }/>`;

export const box = (
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
  colour: string,
  opacity = 1,
) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${colour}"${
    opacity === 1 ? "" : ` opacity="${opacity}"`
  }/>`;

export const disc = (x: number, y: number, radius: number, colour: string, opacity = 1): string =>
  oval(x, y, radius, radius, colour, opacity);

export const oval = (x: number, y: number, rx: number, ry: number, colour: string, opacity = 1): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${colour}"${opacity === 1 ? "" : ` opacity="${opacity}"`}/>`;

/** Moves, turns and scales what is drawn. */
export const placed = (
  content: string,
  { x = 0, y = 0, scale = 1, turn = 0 }: { x?: number; y?: number; scale?: number; turn?: number },
): string => `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${scale})">${content}</g>`;

/** Turns what is drawn about a point of its own. */
export const turned = (content: string, degrees: number, x: number, y: number): string =>
  `<g transform="rotate(${degrees} ${x} ${y})">${content}</g>`;

/** One leaf that grows from its stem at the origin to the right. */
export const leaf = (colour: string, length = 60): string => {
  const half = length * 0.3;
  return (
    fill(
      `M0 0C${length * 0.3} ${-half} ${length * 0.75} ${-half} ${length} 0C${length * 0.75} ${half} ${length * 0.3} ${half} 0 0z`,
      colour,
    ) + line(`M${length * 0.1} 0H${length * 0.85}`, shade(colour, -0.22), Math.max(1.5, length / 30), 0.6)
  );
};

/** Steam, or a scent, that rises from a point. */
export const steam = (x: number, y: number, colour: string): string =>
  [-22, 0, 22]
    .map((dx, index) => {
      const top = index === 1 ? 62 : 48;
      return line(
        `M${x + dx} ${y}c-10 -${top / 3} 10 -${top / 3} 0 -${(top * 2) / 3}s8 -${top / 4} 2 -${top / 3}`,
        colour,
        5,
        0.55,
      );
    })
    .join("");
