"""The GraphQL door: schema, checks and transport."""
