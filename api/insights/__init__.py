"""What screens showed and devices noticed, taken in over HTTP and MQTT, and counted by the hour."""
