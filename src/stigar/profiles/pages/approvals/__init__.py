"""The pages on which a profile is finished: agreement, objections, versions and votes."""
