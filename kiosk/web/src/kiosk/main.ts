import "../design/design.css";
import "./kiosk.css";
import "./item.css";
import { Kiosk } from "./kiosk.ts";

customElements.define("fl-kiosk", Kiosk);
