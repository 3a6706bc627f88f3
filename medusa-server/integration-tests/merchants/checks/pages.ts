/** A page as somebody got it. */
export interface Page {
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

/** A page that must be there, whatever a merchant did to other things. */
export function pageFaults({ path, status, body }: Page): string[] {
  const faults = status === 200 ? [] : [`${path} is ${status}: ${JSON.stringify(body).slice(0, 300)}`];
  if (path.startsWith("/store/") && /cost_fen/.test(JSON.stringify(body))) {
    faults.push(`${path} shows what the shop paid for its goods`);
  }
  return faults;
}

/** What a list must show, by id, and does not: one odd thing hides only itself. */
export function hiddenFaults(path: string, must: readonly string[], shown: readonly string[]): string[] {
  const seen = new Set(shown);
  const hidden = must.filter((id) => !seen.has(id));
  return hidden.length === 0 ? [] : [`${path} hides ${hidden.join(", ")}`];
}
