import type { Words } from "./language.ts";

const en = {
  title: "This screen is not paired yet",
  why: "It shows the prices and offers of its place. Its device key says where it stands.",
  make: "Make a key for it, on the board of operations or on the server:",
  enter: "Then scan or type the key here:",
  key: "Device key",
  button: "Pair",
  noKey: "That is no device key. It begins with “fl_”.",
  wrong: "This key opens nothing. Perhaps it was ended; make a new one.",
  away: "The server does not answer. Please try again.",
  endedTitle: "This screen takes a break",
  endedText: "It was unpaired from its store. Please ask the staff, or use another screen.",
  endedStaff: "Staff: pair it again",
  startingTitle: "One moment, please",
  startingText: "This screen is looking for its store.",
};

const es: typeof en = {
  title: "Esta pantalla aún no está vinculada",
  why: "Muestra los precios y las ofertas del lugar donde está. Su clave de dispositivo dice dónde es.",
  make: "Cree una clave, en el panel de operaciones o en el servidor:",
  enter: "Después escanee o escriba aquí la clave:",
  key: "Clave del dispositivo",
  button: "Vincular",
  noKey: "Eso no es una clave de dispositivo. Empieza por «fl_».",
  wrong: "Esta clave no abre nada. Quizá se anuló; cree una nueva.",
  away: "El servidor no responde. Inténtelo otra vez.",
  endedTitle: "Esta pantalla descansa",
  endedText: "Se ha desvinculado de su tienda. Pregunte al personal o use otra pantalla.",
  endedStaff: "Personal: vincularla otra vez",
  startingTitle: "Un momento, por favor",
  startingText: "Esta pantalla está buscando su tienda.",
};

const zh: typeof en = {
  title: "本屏幕尚未配对",
  why: "它显示所在位置的价格和优惠；设备密钥说明它放在哪里。",
  make: "请在运营看板或服务器上为它生成密钥：",
  enter: "然后在此扫描或输入密钥：",
  key: "设备密钥",
  button: "配对",
  noKey: "这不是设备密钥。密钥以“fl_”开头。",
  wrong: "此密钥无效，可能已被停用，请重新生成。",
  away: "服务器没有应答，请重试。",
  endedTitle: "本屏幕暂停服务",
  endedText: "它已与门店解除配对。请询问店员，或使用其他屏幕。",
  endedStaff: "店员：重新配对",
  startingTitle: "请稍等",
  startingText: "本屏幕正在寻找所属门店。",
};

export const PAIRING_WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
