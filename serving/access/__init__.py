"""Who may do what: keys for programs, accounts for people, and what each is permitted."""
