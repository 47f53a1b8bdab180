# 商品标签（kiosk/labels）。
label-use-by = 保质期至
label-best-before = 最佳食用期至
label-packed-on = 包装日期
label-produced-on = 生产日期
label-lot = 批号
label-serial = 序列号
label-scan-me = 扫码查看新鲜度与产地
label-day = { DATETIME($day, dateStyle: "medium") }
label-mark = { $mark }
label-moment = { DATETIME($moment, dateStyle: "medium", timeStyle: "short") }
label-packed-at = 包装时间
label-origin = 产地
label-net = 净重
label-tare = 皮重
label-per-kilogram = 单价（每千克）
label-to-pay = 应付金额
label-kilograms = { $kilograms } kg
label-money = { $amount }
label-number = 编号 { $number }
label-reprint = 补打标签，原编号 { $number }
label-each = 每件
label-a-kilogram = 每千克
label-a-litre = 每升
label-instead-of = 原价 { $amount }
label-until = 至 { DATETIME($day, dateStyle: "medium") }

# 为什么不打印标签。
label-no-room-for-qr = { $width } × { $height } 毫米的标签放下 { $qr } 毫米的二维码后没有文字的位置：请用更大的标签或更短的链接。
label-no-room = { $width } × { $height } 毫米的标签放不下 { $facts } 项日期和编号：请用更大的标签或减少内容。
label-no-room-weighed = { $width } × { $height } 毫米的标签放不下这些内容：请用更大的标签。
label-no-font = 本机没有能打印“{ $characters }”的字体：请安装 Noto Sans CJK（Debian、Ubuntu：apt-get install fonts-noto-cjk；Fedora：google-noto-sans-cjk-fonts；其他系统：NotoSansSC-Regular.otf 和 NotoSansSC-Bold.otf）。
label-code-impossible = { $code } 码无法表示这些内容：请检查商品编号、批号、重量和价格。
label-unreadable = { $code } 码应为“{ $text }”，但读出的不一致：没有打印。
label-another-code = 标签上有内容被读成了条码“{ $text }”：没有打印。
label-printer-away = 打印机 { $printer } 没有响应：请检查电源、网络和纸张，并查看标签是否已经打出。
