verification-unreadable = El documento guardado ya no es un evento válido, en { $field }: alguien lo ha cambiado.
verification-hash-differs = El documento guardado da otro hash ({ $hash }) que aquel con el que se guardó: alguien ha cambiado uno de los dos.
verification-field-differs = Lo que está guardado junto al documento no coincide con él: { $fields }. Alguien lo ha cambiado.
verification-event-missing = Un evento que se registró ({ $hash }) ya no está guardado.
verification-passport-differs = El pasaporte del lote no cuenta lo que dicen los eventos: { $fields }. Alguien lo ha cambiado, o se añadió o quitó un evento sin pasar por la captura; `freshlens rebuild` lo hace de nuevo.
verification-entry-differs = La anotación conservada dice: registrado por { $who }, { $time }. No es lo que está guardado.
