import "../design/design.css";
import "./ops.css";
