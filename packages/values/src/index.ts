export { countedAddress } from "./counted-address";
export { isStorable, unstorablePath } from "./storable-text";
