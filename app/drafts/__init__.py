"""What a person has answered: drafts, their store and their history."""
