# Las reglas que calculan el precio por peso (kiosk/metrology).
metrology-not-certified = Sin certificar para la venta: solo para pruebas.
