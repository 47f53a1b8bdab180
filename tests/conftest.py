"""One real MongoDB for the whole run; every test starts with empty collections."""
