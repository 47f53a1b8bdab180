"""The smart scale: reading weights off a wire, and selling by them beside the screen."""
