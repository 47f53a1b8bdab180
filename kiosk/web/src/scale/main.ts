import "../design/design.css";
import "./scale.css";
