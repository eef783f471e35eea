"""Draft files on screen: saved, taken in, merged; and single drafts taken out of a backup."""
