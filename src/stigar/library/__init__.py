"""Library: the vocabularies an organisation has imported, and later its competence models.

ESCO, O*NET and JobTech are read as they are downloaded. Concepts keep their address (URI),
their labels in every language, and where they come from.
"""
