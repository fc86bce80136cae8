"""What others hand us about the work: a file of tasks, skills and traits, read or told what is wrong with it."""
