"""What file kinds made of markup share: characters that none of them can carry."""
