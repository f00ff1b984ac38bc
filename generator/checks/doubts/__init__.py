"""What is true to the letter, and yet misleading."""
