"""What can be done here: judge apart and see together, add and answer levels, exempt, share, plan."""
