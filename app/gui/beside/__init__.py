"""Last year's report beside this year's."""
