access-wrong-credentials = This name and password do not belong together.
access-wrong-credentials-hint = Check both and try again. An administrator can set a new password with “freshlens user password”.
access-too-many-tries = There were too many wrong passwords for this name.
access-too-many-tries-hint = { $minutes ->
    [one] Try again in { $minutes } minute.
   *[other] Try again in { $minutes } minutes.
}
