"""The measured rating: one hidden level a country and year, behind codes of raters and counts of events."""
