"""Text as Beancount writes it."""


def string(text: str) -> str:
    """Return a text as a string of Beancount, which takes a backslash and a quote after one."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
