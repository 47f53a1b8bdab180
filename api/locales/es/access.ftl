access-wrong-credentials = El nombre y la contraseña no coinciden.
access-wrong-credentials-hint = Revise ambos y vuelva a intentarlo. Un administrador puede asignar otra contraseña con «freshlens user password».
access-too-many-tries = Se han introducido demasiadas contraseñas incorrectas para este nombre.
access-too-many-tries-hint = { $minutes ->
    [one] Vuelva a intentarlo dentro de { $minutes } minuto.
   *[other] Vuelva a intentarlo dentro de { $minutes } minutos.
}
