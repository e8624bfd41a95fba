"""What follows from a report: computed figures and findings."""
