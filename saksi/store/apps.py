"""The Django app that holds every table of the record."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Registers the tables under the label `store`."""

    name = "saksi.store"
    label = "store"
    verbose_name = "Saksi's store"
    default_auto_field = "django.db.models.BigAutoField"
