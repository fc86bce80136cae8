"""What leaves the room: sentences, files and prints."""
