device-name = 设备名称须为 1 至 { $most } 个字符。
device-store = 没有门店“{ $store }”。
device-zone = { $store } 的平面图上没有区域“{ $zone }”。请选择其中一个区域，或不选。
device-unknown = 没有这台设备：它可能已被移除。请重新配对。
device-version = 版本最多 { $most } 个字符。
