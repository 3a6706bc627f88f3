/** A photograph that the server has, and where this page shows it from. */
export interface SentPhoto {
  id: string;
  url: string;
}
