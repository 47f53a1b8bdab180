import "../design/design.css";
import "./console.css";
import "./console.ts";
