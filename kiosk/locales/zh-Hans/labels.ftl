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
