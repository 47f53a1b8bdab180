import "../design/design.css";
import "./console.css";
