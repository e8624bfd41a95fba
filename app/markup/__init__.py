"""What file kinds made of markup share: packages with their limits, characters to leave out."""
