"""What a person may give to the library: the files of vocabularies and competence models, rights, and words."""
