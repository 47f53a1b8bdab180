import type { View } from "../shared/view.ts";

export const VIEWS: readonly View[] = [
  {
    path: "offers",
    element: "fl-offers",
    title: { en: "Offers", es: "Ofertas", "zh-Hans": "优惠" },
    load: () => import("./offers/list.ts"),
  },
  {
    path: "reports",
    element: "fl-reports",
    title: { en: "Reports", es: "Informes", "zh-Hans": "报表" },
    load: () => import("./reports/reports.ts"),
  },
];
