"""What others hand us: a file of people (or any table) read into plain rows, or told what is wrong with it. No database here."""
