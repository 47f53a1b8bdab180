webhook-url-malformed = Esto no es la dirección de un webhook.
webhook-url-malformed-hint = Use https://servidor/ruta en ASCII, de hasta 2000 caracteres y sin fragmento.
webhook-url-password = La dirección de un webhook no debe contener usuario ni contraseña.
webhook-url-password-hint = Compruebe en su lugar la firma de lo que recibe; si necesita un token, póngalo en la ruta.
webhook-url-insecure = Los webhooks solo se envían por https.
webhook-url-insecure-hint = Use https. El http sin cifrar es para las redes que nombra FRESHLENS_WEBHOOK_NETWORKS.
webhook-url-known = Ya hay un webhook con esta dirección.
webhook-url-known-hint = Cambie los temas de ese webhook o elimínelo antes.
webhook-too-many = Hay demasiados webhooks.
webhook-too-many-hint = Elimine uno de los { $most } que hay.
webhook-topics = «{ $topic }» no es un tema existente.
webhook-topics-hint = Use uno o varios de { $known }, con .* para todos los inferiores, o * para todo.
webhook-nothing-to-change = No se ha indicado ningún cambio.
webhook-nothing-to-change-hint = Envíe `topics`, `enabled` o ambos.
webhook-unknown = No existe ese webhook.
webhook-unknown-hint = Vuelva a pedir la lista de webhooks.
webhook-not-enabled = Este webhook está desactivado, así que no se le envía nada.
webhook-not-enabled-hint = Actívelo primero.
webhook-delivery-unknown = No existe esa entrega.
webhook-delivery-unknown-hint = Vuelva a pedir la lista. Las entregas se conservan 30 días después de terminar.
webhook-address-refused = { $host } lleva a { $address }, que no es una dirección pública.
webhook-address-refused-hint = Use una dirección pública. FRESHLENS_WEBHOOK_NETWORKS nombra las redes propias a las que se puede enviar.
webhook-name-unknown = No se conoce el nombre { $host }.
webhook-timeout = { $seconds ->
    [one] No hubo respuesta en { $seconds } segundo.
   *[other] No hubo respuesta en { $seconds } segundos.
}
webhook-unreachable = No se puede llegar al receptor: { $why }
webhook-redirected = El receptor respondió { $status }, una redirección. Las redirecciones no se siguen: indique su dirección definitiva.
webhook-gone = El receptor respondió 410: no quiere recibir más. El webhook se ha desactivado.
webhook-answered = El receptor respondió { $status }, y solo de 200 a 299 es un éxito.
webhook-disabled = El webhook se desactivó antes de enviar esto.
webhook-removed = El webhook se eliminó antes de enviar esto.
