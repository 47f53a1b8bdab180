import type { Words } from "../../shared/language.ts";
import type { Task } from "./order.ts";

const en = {
  title: "Shelf life",
  sum: (count: number) =>
    count === 0
      ? "Nothing needs doing: every lot keeps."
      : count === 1
        ? "1 lot needs somebody today."
        : `${count} lots need somebody today.`,
  losing: (count: number) =>
    count === 1
      ? "1 lot loses days because its place is too warm."
      : `${count} lots lose days because their place is too warm.`,
  seeAlarms: "See the alarms",
  department: "Department",
  allDepartments: "All",
  show: "Show",
  toDo: "To do",
  everything: "Everything",
  product: "Product",
  where: "Where",
  keeps: "Keeps",
  task: "What to do",
  lot: (lot: string) => `Lot ${lot}`,
  tasks: {
    REMOVE: "Take it off the shelf",
    CHECK: "Look at it, then mark it down or take it off",
    SELL_TODAY: "Sell it today: front row, mark it down",
    MARK_DOWN: "Move it to the front; mark it down in time",
  } satisfies Record<Task, string>,
  loses: (days: string) => `loses ${days} days here: move it to a colder place`,
  none: "No lot here.",
  more: (count: number) => `${count} lots were read; there are more.`,
  estimate: "Estimates of quality from measured temperatures, not statements about safety.",
  departments: {
    fish: "Fish",
    seafood: "Seafood",
    meat: "Meat",
    dairy: "Dairy",
    eggs: "Eggs",
    prepared: "Prepared food",
    produce: "Fruit and vegetables",
    frozen: "Frozen",
    bakery: "Bakery",
    pantry: "Pantry",
  } as Record<string, string>,
  nowhere: "Place not recorded",
};

const es: typeof en = {
  title: "Vida útil",
  sum: (count) =>
    count === 0
      ? "No hay nada que hacer: todos los lotes aguantan."
      : count === 1
        ? "1 lote necesita atención hoy."
        : `${count} lotes necesitan atención hoy.`,
  losing: (count) =>
    count === 1
      ? "1 lote pierde días porque hace demasiado calor en su sitio."
      : `${count} lotes pierden días porque hace demasiado calor en su sitio.`,
  seeAlarms: "Ver las alarmas",
  department: "Sección",
  allDepartments: "Todas",
  show: "Mostrar",
  toDo: "Por hacer",
  everything: "Todo",
  product: "Producto",
  where: "Dónde",
  keeps: "Aguanta",
  task: "Qué hacer",
  lot: (lot) => `Lote ${lot}`,
  tasks: {
    REMOVE: "Retírelo del lineal",
    CHECK: "Revíselo; rebájelo o retírelo",
    SELL_TODAY: "Véndalo hoy: primera fila y rebaja",
    MARK_DOWN: "Póngalo delante; rebájelo a tiempo",
  },
  loses: (days) => `pierde ${days} días aquí: llévelo a un sitio más frío`,
  none: "Aquí no hay ningún lote.",
  more: (count) => `Se han leído ${count} lotes; hay más.`,
  estimate:
    "Estimaciones de calidad a partir de temperaturas medidas; no dicen nada sobre la seguridad.",
  departments: {
    fish: "Pescado",
    seafood: "Marisco",
    meat: "Carne",
    dairy: "Lácteos",
    eggs: "Huevos",
    prepared: "Platos preparados",
    produce: "Fruta y verdura",
    frozen: "Congelados",
    bakery: "Panadería",
    pantry: "Despensa",
  },
  nowhere: "Lugar sin registrar",
};

const zh: typeof en = {
  title: "保质期",
  sum: (count) =>
    count === 0 ? "无需处理：所有批次都还新鲜。" : `今天有 ${count} 个批次需要处理。`,
  losing: (count) => `有 ${count} 个批次因所在位置过热而损失保鲜天数。`,
  seeAlarms: "查看警报",
  department: "部门",
  allDepartments: "全部",
  show: "显示",
  toDo: "待处理",
  everything: "全部批次",
  product: "商品",
  where: "位置",
  keeps: "还可保存",
  task: "处理办法",
  lot: (lot) => `批次 ${lot}`,
  tasks: {
    REMOVE: "下架",
    CHECK: "检查后降价或下架",
    SELL_TODAY: "今天售完：放到前排并降价",
    MARK_DOWN: "放到前排，及时降价",
  },
  loses: (days) => `在这里少 ${days} 天：请移到更冷的地方`,
  none: "这里没有批次。",
  more: (count) => `已读取 ${count} 个批次，还有更多。`,
  estimate: "根据实测温度估算的品质，并非安全声明。",
  departments: {
    fish: "鱼类",
    seafood: "海鲜",
    meat: "肉类",
    dairy: "乳制品",
    eggs: "蛋类",
    prepared: "熟食",
    produce: "果蔬",
    frozen: "冷冻食品",
    bakery: "烘焙",
    pantry: "粮油干货",
  },
  nowhere: "位置未记录",
};

export const SHELF_LIFE_WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
