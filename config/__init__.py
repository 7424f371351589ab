"""Settings, the two URL maps (platform host, institution hosts) and the wiring between rooms."""
