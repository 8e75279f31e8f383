"""The risk that a space closes within two years, from what was known at an origin and nothing later.

panel holds values with what year they are about and when they were known, labels say what closed as far as known then,
features and raw columns describe a country and year, models learn, calibration corrects on past origins, issue puts
it together, scores measure. Parameters stand in `method.yaml`; the method is told in `docs/methods/forecast.md`.
"""
