"""The library: what an organisation can look things up in.

So far the vocabularies: official lists of occupations and skills (ESCO, O*NET, JobTech) that the
organisation brings itself. Every concept keeps its address, its names in each language, its
source and licence, and says when it has been retired. Other rooms remember a concept by its address.
"""
