"""Files out and in: Word, PowerPoint, mail draft, the package."""
