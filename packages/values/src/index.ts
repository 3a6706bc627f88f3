export { isStorable, unstorablePath } from "./storable-text";
