"""What this room does in the background: files of levels, the figures of groups, letters about certificates and vacancies, and the end of
vacancies."""

from stigar.levels.jobs import certificates, files, groups, vacancies

__all__ = ["certificates", "every_night", "files", "groups", "vacancies"]


def every_night() -> None:
    """Run often; each happens once a day."""
    groups.count_groups_at_night()
    certificates.write_of_endings()
    vacancies.erase_what_has_ended()
    vacancies.write_of_news()
