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
  {
    path: "shelf-life",
    element: "fl-shelf-life",
    title: { en: "Shelf life", es: "Vida útil", "zh-Hans": "保质期" },
    load: () => import("./shelf_life/shelf_life.ts"),
  },
  {
    path: "recalls",
    element: "fl-recalls",
    title: { en: "Recalls", es: "Retiradas", "zh-Hans": "召回" },
    load: () => import("./recalls/recalls.ts"),
  },
  {
    path: "devices",
    element: "fl-devices",
    title: { en: "Devices", es: "Dispositivos", "zh-Hans": "设备" },
    load: () => import("./devices/devices.ts"),
  },
  {
    path: "capture",
    element: "fl-capture",
    title: { en: "Capture", es: "Captura", "zh-Hans": "数据采集" },
    load: () => import("./capture/capture.ts"),
  },
  {
    path: "links",
    element: "fl-links",
    title: { en: "Links", es: "Enlaces", "zh-Hans": "链接" },
    load: () => import("./links/links.ts"),
  },
  {
    path: "reviews",
    element: "fl-reviews-waiting",
    title: { en: "Reviews", es: "Opiniones", "zh-Hans": "评价" },
    load: () => import("./reviews/reviews.ts"),
  },
  {
    path: "labels",
    element: "fl-shelf-labels",
    title: { en: "Shelf labels", es: "Etiquetas", "zh-Hans": "货架标签" },
    load: () => import("./labels/labels.ts"),
  },
  {
    path: "rules",
    element: "fl-rules",
    title: { en: "Alarm rules", es: "Reglas", "zh-Hans": "警报规则" },
    load: () => import("./rules/rules.ts"),
  },
];
