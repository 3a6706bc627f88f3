/** What it takes to lay out text: how wide it would be drawn. */
export type Measure = (text: string) => number;

/** Breaks a text into lines no wider than `width`; what does not fit on the last line ends in an ellipsis. */
export function layText(text: string, width: number, mostLines: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = "";
  for (const character of text) {
    if (measure(line + character) <= width) {
      line += character;
      continue;
    }
    if (lines.length === mostLines - 1) return [...lines, shortened(line, width, measure)];
    lines.push(line);
    line = character.trimStart();
  }
  return line === "" ? lines : [...lines, line];
}

function shortened(line: string, width: number, measure: Measure): string {
  const characters = [...line];
  while (characters.length > 0 && measure(`${characters.join("")}…`) > width) characters.pop();
  return `${characters.join("")}…`;
}

/** A name as a poster may show it: anybody may see a poster, and nobody needs the whole name to trust it. */
export function maskedName(name: string): string {
  const [first] = name;
  return first === undefined ? "" : `${first}**`;
}
