"""The ministry's own form files: checked, tagged and put to use."""
