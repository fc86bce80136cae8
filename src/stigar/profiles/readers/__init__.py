"""What others hand us: files read into plain answers, every fault told with its place."""
