access-wrong-credentials = El nombre y la contraseña no coinciden.
access-wrong-credentials-hint = Revise ambos y vuelva a intentarlo. Un administrador puede asignar otra contraseña con «freshlens user password».
access-too-many-tries = Se han introducido demasiadas contraseñas incorrectas para este nombre.
access-too-many-tries-hint = { $minutes ->
    [one] Vuelva a intentarlo dentro de { $minutes } minuto.
   *[other] Vuelva a intentarlo dentro de { $minutes } minutos.
}
access-key-organisation = El nombre de la organización debe tener entre 1 y 100 caracteres.
access-key-organisation-hint = Indique el proveedor, el socio o la tienda a quien se destina la clave.
access-key-scopes = Una clave debe dar acceso a algo.
access-key-scopes-hint = Elija uno o varios permisos.
access-key-rate = Una clave puede tener un límite de 1 a 10 000 peticiones por segundo.
access-key-rate-hint = Omita el límite para aplicar el habitual.
access-key-unknown = Esa clave no existe.
access-key-unknown-hint = Búsquela en la lista de claves: su identificador sigue a «fl_» en el texto de la clave.
access-key-device = Una clave no convierte nada en quiosco ni en balanza.
access-key-device-hint = Vincule el dispositivo: su clave indicará entonces dónde está.
