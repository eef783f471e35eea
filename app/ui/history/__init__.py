"""The history of a draft: what changed between versions, and the way back to one."""
