import { defineComponent, h } from "vue";

/**
 * A native text input with its label. uni's own input leaves labels and hints outside the element that has the focus,
 * and a literal <input> in a template would become that one.
 */
export default defineComponent({
  name: "TextField",
  inheritAttrs: false,
  props: {
    modelValue: { type: String, required: true },
    label: { type: String, required: true },
    placeholder: { type: String, default: "" },
    type: { type: String as () => "text" | "tel" | "search" | "email" | "password", default: "text" },
    maxlength: { type: Number, default: 100 },
    labelHidden: { type: Boolean, default: false },
    error: { type: String, default: "" },
  },
  emits: { "update:modelValue": (value: string) => typeof value === "string", enter: () => true },
  setup(props, { attrs, emit }) {
    return () =>
      h("label", { class: ["text-field", { invalid: props.error !== "" }] }, [
        h("span", { class: props.labelHidden ? "visually-hidden" : "text-field-label" }, props.label),
        h("input", {
          ...attrs,
          class: "text-field-input",
          type: props.type,
          value: props.modelValue,
          placeholder: props.placeholder,
          maxlength: props.maxlength,
          enterkeyhint: props.type === "search" ? "search" : "done",
          "aria-invalid": props.error === "" ? undefined : "true",
          onInput: (event: Event) => emit("update:modelValue", (event.target as HTMLInputElement).value),
          onKeydown: (event: KeyboardEvent) => {
            if (event.key === "Enter" && !event.isComposing) emit("enter");
          },
        }),
        props.error === "" ? null : h("span", { class: "text-field-error", role: "alert" }, props.error),
      ]);
  },
});
