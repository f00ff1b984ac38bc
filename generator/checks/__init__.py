"""What is wrong: each check a function."""
