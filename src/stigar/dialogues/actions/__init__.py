"""What can be done here: prepare alone, talk, agree, sign; reflect, set goals, follow up."""
