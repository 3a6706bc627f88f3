import { createApp } from "vue";
import App from "./App.vue";
import "./styles/base.css";
import "./styles/desk.css";
import "./styles/phone.css";
import "./styles/tour.css";
import "./styles/chat.css";
import "./styles/sheets.css";
import "./styles/web-view.css";
import "./styles/papers.css";

createApp(App).mount("#app");
