policy-lane-twice = 同一优惠阶段有两条规则，请只保留一条。
