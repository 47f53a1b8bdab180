import "../design/design.css";
import "../shared/standing.css";
import "./kiosk.css";
import "./attract.css";
import "./item.css";
import "./cart.css";
import { Kiosk } from "./kiosk.ts";

customElements.define("fl-kiosk", Kiosk);
