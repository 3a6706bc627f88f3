/** A picture before it is rendered; sizes in pixels. */
export interface Drawing {
  name: string;
  svg: string;
  width: number;
  height: number;
}
