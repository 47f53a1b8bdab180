import type { View } from "../shared/view.ts";

export const VIEWS: readonly View[] = [
  {
    path: "offers",
    element: "fl-offers",
    title: { en: "Offers", es: "Ofertas", "zh-Hans": "优惠" },
    load: () => import("./offers/list.ts"),
  },
  {
    path: "campaigns",
    element: "fl-campaigns",
    title: { en: "Campaigns", es: "Campañas", "zh-Hans": "营销活动" },
    load: () => import("./campaigns/campaigns.ts"),
  },
  {
    path: "reports",
    element: "fl-reports",
    title: { en: "Reports", es: "Informes", "zh-Hans": "报表" },
    load: () => import("./reports/reports.ts"),
  },
  {
    path: "simulate",
    element: "fl-simulate",
    title: { en: "Simulation", es: "Simulación", "zh-Hans": "模拟" },
    load: () => import("./simulate/simulate.ts"),
  },
  {
    path: "experiments",
    element: "fl-experiments",
    title: { en: "Experiments", es: "Experimentos", "zh-Hans": "实验" },
    load: () => import("./experiments/experiments.ts"),
  },
  {
    path: "exchange",
    element: "fl-exchange",
    title: { en: "Import and export", es: "Importar y exportar", "zh-Hans": "导入与导出" },
    load: () => import("./exchange/exchange.ts"),
  },
];
