export { DeskView as ConsoleView } from "../shared/view.ts";
