"""The door: settings, wiring, HTTP, GraphQL, pages, staff and keys, the command line."""
