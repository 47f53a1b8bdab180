import type { View } from "../shared/view.ts";

/** Of the board; the first one is what a wall shows. */
export const VIEWS: readonly View[] = [
  {
    path: "floor",
    element: "fl-floor",
    title: { en: "Floor", es: "Tienda", "zh-Hans": "平面图" },
    load: () => import("./floor/floor.ts"),
  },
  {
    path: "alarms",
    element: "fl-alarms",
    title: { en: "Alarms", es: "Alarmas", "zh-Hans": "警报" },
    load: () => import("./alarms/alarms.ts"),
  },
];
