import { defineComponent, h } from "vue";

/** Line icons on a 24×24 grid, drawn for this shop. */
const SHAPES = {
  home: "M4 11.2 12 4.6l8 6.6M6 9.8v9.4h4.4v-5h3.2v5H18V9.8",
  grid: "M4.8 4.8h5.6v5.6H4.8zM13.6 4.8h5.6v5.6h-5.6zM4.8 13.6h5.6v5.6H4.8zM13.6 13.6h5.6v5.6h-5.6z",
  cart: "M3.6 5h2.3l2.2 10.2h9.4l1.9-7.4H6.7M9.4 19.2h.01M16.4 19.2h.01",
  person: "M12 11.6a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2ZM4.8 19.6c.6-3.6 3.4-5.2 7.2-5.2s6.6 1.6 7.2 5.2",
  search: "M10.8 17.2a6.4 6.4 0 1 0 0-12.8 6.4 6.4 0 0 0 0 12.8ZM15.6 15.6l4 4",
  back: "M14.6 5.2 8 12l6.6 6.8",
  forward: "M9.4 5.2 16 12l-6.6 6.8",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5.4v13.2M5.4 12h13.2",
  minus: "M5.4 12h13.2",
  check: "M5.4 12.6l4.4 4.4 8.8-9.6",
  place:
    "M12 20.4c4.4-4.4 6.4-7.4 6.4-10.4a6.4 6.4 0 1 0-12.8 0c0 3 2 6 6.4 10.4ZM12 12.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8Z",
  eye: "M2.8 12S6 6.2 12 6.2 21.2 12 21.2 12 18 17.8 12 17.8 2.8 12 2.8 12ZM12 14.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2Z",
  "eye-off":
    "M4 4l16 16M9.6 6.6A9 9 0 0 1 12 6.2c6 0 9.2 5.8 9.2 5.8a15 15 0 0 1-3 3.5M6.2 8.2A15 15 0 0 0 2.8 12S6 17.8 12 17.8a9 9 0 0 0 3.6-.8",
  heart: "M12 19.6C6.4 15.4 4 12.6 4 9.4a4.2 4.2 0 0 1 8-1.8 4.2 4.2 0 0 1 8 1.8c0 3.2-2.4 6-8 10.2Z",
  bell: "M6.4 16.4h11.2c-1.2-1.4-1.6-2.8-1.6-6a4 4 0 0 0-8 0c0 3.2-.4 4.600-1.600 6ZM10.600 19.200h2.800",
  chat: "M4.400 5.600h15.200v10.800h-8.800l-4 3.200v-3.200H4.400z",
  share: "M12 14.6V4.4M8.2 7.8 12 4.4l3.8 3.4M5.4 12.4v7.2h13.2v-7.2",
  truck:
    "M3 6.4h10.8v9.8H3zM13.8 9.8h3.8l3.4 3.4v3h-7.2M7 18.8a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2ZM17 18.8a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2Z",
  wallet: "M4 7h14.6v12H4zM4 7l10.6-2.8V7M15 13h3.6",
  receipt: "M6 4.2h12v15.6l-3-1.8-3 1.8-3-1.8-3 1.8zM9 8.8h6M9 12.6h6",
  box: "M4.4 8 12 4.2 19.6 8v8.2L12 20l-7.6-3.8zM4.4 8l7.6 3.8L19.6 8M12 11.8V20",
  done: "M12 20.4a8.4 8.4 0 1 0 0-16.8 8.4 8.4 0 0 0 0 16.8ZM8.2 12.4l2.6 2.6 5-5.4",
  clock: "M12 20.4a8.4 8.4 0 1 0 0-16.8 8.4 8.4 0 0 0 0 16.8ZM12 7.6V12l3 2.2",
  alert: "M12 20.4a8.4 8.4 0 1 0 0-16.8 8.4 8.4 0 0 0 0 16.8ZM12 8v4.6M12 15.8h.01",
  ticket: "M3.6 7h16.8v3.2a1.9 1.9 0 0 0 0 3.6V17H3.6v-3.2a1.9 1.9 0 0 0 0-3.6zM14.2 7v10",
  globe:
    "M12 20.4a8.4 8.4 0 1 0 0-16.8 8.4 8.4 0 0 0 0 16.8ZM3.6 12h16.8M12 3.6c2.4 2.200 3.600 5 3.600 8.400s-1.200 6.200-3.600 8.400c-2.400-2.200-3.600-5-3.600-8.400s1.200-6.200 3.600-8.400Z",
  vine: "M12.4 20.4c-2.6-3.8-3-7.8 0-12M11.6 12.6C7 13 5.2 10.2 5.2 6.8c3.8-.4 6.4 1.6 6.4 5.8ZM12.6 9c0-3.4 2.2-5.2 6-4.8 0 3.4-1.9 5.2-6 4.8Z",
} as const;

export type IconName = keyof typeof SHAPES;

/** An icon in the colour of the text around it; decorative, so hidden from screen readers. */
export default defineComponent({
  name: "AppIcon",
  props: {
    name: { type: String as () => IconName, required: true },
    size: { type: Number, default: 22 },
  },
  setup(props) {
    return () =>
      h(
        "svg",
        {
          width: props.size,
          height: props.size,
          viewBox: "0 0 24 24",
          fill: "none",
          stroke: "currentColor",
          "stroke-width": 1.7,
          "stroke-linecap": "round",
          "stroke-linejoin": "round",
          "aria-hidden": "true",
          style: "flex: none; display: block",
        },
        [h("path", { d: SHAPES[props.name] })],
      );
  },
});
