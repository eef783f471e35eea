"""The editor: task list, the section being filled in, and a side panel."""
