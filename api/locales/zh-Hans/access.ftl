access-wrong-credentials = 用户名和密码不匹配。
access-wrong-credentials-hint = 请检查后重试。管理员可以用“freshlens user password”设置新密码。
access-too-many-tries = 该用户名的密码错误次数过多。
access-too-many-tries-hint = 请在 { $minutes } 分钟后重试。
