"""What marketers read: counted from what was stored, with cells of few people kept back."""
