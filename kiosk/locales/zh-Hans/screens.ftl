# 页面脚本运行之前显示的文字（kiosk/screens）。
screen-kiosk = 自助查询机
screen-scale = 智能秤
screen-console = 营销
screen-ops = 运营
screen-starting = 正在启动…
screen-needs-script = 此屏幕需要 JavaScript。每件商品的页面无需它即可阅读。
