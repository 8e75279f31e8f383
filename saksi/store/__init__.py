"""The only place with SQL: what was read, who decided what, and every query over it."""
