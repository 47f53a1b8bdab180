import "../design/design.css";
import "./kiosk.css";
