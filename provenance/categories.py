"""Category paths: `fish/fresh/temperate`, general before special."""

LONGEST_PATH = 500


def is_category_path(text: str) -> bool:
    """Whether each step has a name, and one of its own: a path that comes back to itself leads
    nowhere."""
    steps = [step.strip() for step in text.split("/")]
    return len(text) <= LONGEST_PATH and all(steps) and len(set(steps)) == len(steps)
