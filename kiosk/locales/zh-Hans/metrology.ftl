# 按重量计价的规则（kiosk/metrology）。
metrology-not-certified = 未经计量认证，仅供试用。
