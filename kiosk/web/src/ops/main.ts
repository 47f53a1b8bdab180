import "../design/design.css";
import "./ops.css";
import "./ops.ts";
