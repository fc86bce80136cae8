"""The tables that an installation gets are those the models speak of: tests make theirs straight from the models, which is quicker."""

from io import StringIO

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration():
    told = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=told)

    assert told.getvalue() == "No changes detected\n"
