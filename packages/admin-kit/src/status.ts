/** How a state is shown: what it is called, and the colour of Medusa's badge. */
export interface StatusText {
  readonly label: string;
  readonly color: "green" | "red" | "blue" | "orange" | "grey" | "purple";
}
