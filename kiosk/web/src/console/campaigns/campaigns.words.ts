import type { Words } from "../../shared/language.ts";

const en = {
  title: "Campaigns",
  hint: "Offers that belong together. Their budgets bound all offers of a campaign at once.",
  newCampaign: "New campaign",
  name: "Name",
  by: (name: string, day: string) => (day ? `${name}, ${day}` : name),
  budgets: {
    SPEND: "Most it gives away in all",
    USAGE: "Most redemptions in all",
    PER_CUSTOMER: "Most redemptions by one customer",
  },
  money: "In the currency of its offers. Empty: no limit.",
  noLimit: "Empty: no limit.",
  noBudget: "No limit",
  notNumber: "Write a number.",
  edit: (name: string) => `Change ${name}`,
  change: "Change",
  save: "Save",
  cancel: "Cancel",
  none: "There is no campaign yet.",
  loading: "Loading …",
  offline: "The server does not answer. Nothing is lost: save again when the network is back.",
  again: "Try again",
};

const es: typeof en = {
  title: "Campañas",
  hint: "Ofertas que van juntas. Sus presupuestos limitan todas las ofertas de una campaña a la vez.",
  newCampaign: "Nueva campaña",
  name: "Nombre",
  by: (name, day) => (day ? `${name}, ${day}` : name),
  budgets: {
    SPEND: "Importe máximo que se regala en total",
    USAGE: "Máximo de canjes en total",
    PER_CUSTOMER: "Máximo de canjes por cliente",
  },
  money: "En la moneda de sus ofertas. Vacío: sin límite.",
  noLimit: "Vacío: sin límite.",
  noBudget: "Sin límite",
  notNumber: "Escriba un número.",
  edit: (name) => `Cambiar ${name}`,
  change: "Cambiar",
  save: "Guardar",
  cancel: "Cancelar",
  none: "Aún no hay ninguna campaña.",
  loading: "Cargando …",
  offline: "El servidor no responde. No se pierde nada: vuelva a guardar cuando haya red de nuevo.",
  again: "Volver a intentarlo",
};

const zh: typeof en = {
  title: "营销活动",
  hint: "把相关的优惠归在一起。活动的预算同时约束其中所有优惠。",
  newCampaign: "新建营销活动",
  name: "名称",
  by: (name, day) => (day ? `${name}，${day}` : name),
  budgets: {
    SPEND: "总共最多让利金额",
    USAGE: "总共最多使用次数",
    PER_CUSTOMER: "每位顾客最多使用次数",
  },
  money: "以活动中优惠的货币计。不填即不限。",
  noLimit: "不填即不限。",
  noBudget: "不限",
  notNumber: "请填写数字。",
  edit: (name) => `修改${name}`,
  change: "修改",
  save: "保存",
  cancel: "取消",
  none: "还没有营销活动。",
  loading: "正在加载……",
  offline: "服务器没有响应。内容不会丢失，网络恢复后请再次保存。",
  again: "重试",
};

export const CAMPAIGN_WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
