"""`freshlens schema`: the GraphQL schema, described."""

from api.graphql.schema import build_schema


def schema() -> None:
    """Print the GraphQL schema in SDL."""
    print(build_schema(production=False).as_str())  # noqa: T201 - no console would wrap it
