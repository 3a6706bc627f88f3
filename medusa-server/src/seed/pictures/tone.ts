/** A motif's colours: its body, its details, and the light it stands in. */
export interface Tone {
  main: string;
  accent: string;
  backdrop: string;
}
